package dev.trikk.chaos;

import dev.trikk.ledger.jdbi.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ledger as anybody with a SQL client sees it. */
final class LedgerTables {
    private final String url;

    LedgerTables(String url) {
        this.url = url;
    }

    /** One deployment, as its row says. */
    record Row(
            String id,
            long number,
            String request,
            String application,
            String state,
            int step,
            String stage,
            String ending,
            String reason) {
        boolean isEnded() {
            return state.equals("ENDED");
        }
    }

    /** Those with a number above that one, in order. */
    List<Row> deployments(long after) {
        return deployments("number > " + after);
    }

    /** Those on their way. */
    List<Row> active() {
        return deployments("state = 'ACTIVE'");
    }

    private List<Row> deployments(String which) {
        return query(
                "select id, number, request_id, application, state, at_step, at_stage, coalesce(ending, ''), reason"
                        + " from deployment where " + which + " order by number",
                row -> new Row(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getString(7).toLowerCase(Locale.ROOT),
                        row.getString(8),
                        row.getString(9)));
    }

    /** Texts of the open alarms, each with its key before it. */
    List<String> alarms() {
        return texts("select name || ': ' || text from alarm order by since");
    }

    List<String> drained() {
        return texts("select member from drained");
    }

    List<String> lanesTaken() {
        return texts("select application || ' by ' || active from lane where active is not null");
    }

    List<String> unpublished() {
        return texts("select id from event where not published");
    }

    /** Ids of events of that kind, such as {@code ENDED}. */
    List<String> events(String type) {
        return texts("select id from event where type = '" + type + "'");
    }

    /** A node is gone, and so long that nobody counts on it: what it had reserved is free. */
    void timePasses() {
        execute("update publisher set until = timestamp with time zone '2000-01-01 00:00:00+00'");
    }

    /** The database forgets everybody who is connected. */
    void cutConnections() {
        execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    List<String> texts(String sql) {
        return query(sql, row -> row.getString(1));
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private <T> List<T> query(String sql, Reading<T> reading) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (row.next()) {
                all.add(reading.of(row));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, Postgres.USER, "");
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }
}
