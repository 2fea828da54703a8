package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import dev.trikk.request.DeployRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the ledger's rows mean. */
final class Rows {
    /** Version of the JSON in the columns {@code request} and {@code plan}. */
    static final int FORMAT = 2;

    private Rows() {}

    static Deployment deployment(ResultSet row) throws SQLException {
        String id = row.getString("id");
        int format = row.getInt("format");
        if (format > FORMAT) {
            throw new IllegalStateException(
                    "deployment " + id + " was written by a newer Trikk (format " + format + "); upgrade this node");
        }
        return new Deployment(
                id,
                LedgerJson.read(Formats.request(row.getString("request"), format), DeployRequest.class),
                LedgerJson.read(Formats.plan(row.getString("plan"), format), Plan.class),
                Deployment.State.valueOf(row.getString("state")),
                row.getInt("at_step"),
                row.getLong("epoch"),
                wish(row),
                Optional.ofNullable(row.getString("ending")).map(Deployment.Ending::valueOf),
                row.getString("reason"),
                row.getString("waits_for"),
                instant(row, "held_until"),
                row.getTimestamp("moved_at").toInstant(),
                row.getTimestamp("accepted_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                Optional.ofNullable(row.getString("train")));
    }

    static Result result(ResultSet row) throws SQLException {
        Outcome outcome = new Outcome(
                Outcome.Status.valueOf(row.getString("status")),
                row.getInt("exit_code"),
                row.getString("stdout"),
                row.getString("stderr"),
                Duration.ofMillis(row.getLong("millis")));
        return new Result(
                row.getInt("step"),
                Stage.valueOf(row.getString("stage")),
                row.getString("server"),
                row.getString("action"),
                outcome,
                row.getTimestamp("started_at").toInstant());
    }

    static Drained drained(ResultSet row) throws SQLException {
        return new Drained(
                row.getString("environment"),
                row.getString("pool"),
                row.getString("member"),
                row.getString("deployment"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("until").toInstant(),
                hand(row));
    }

    private static Optional<Drained.Hand> hand(ResultSet row) throws SQLException {
        String by = row.getString("hand");
        return by == null ? Optional.empty() : Optional.of(new Drained.Hand(by, row.getString("reason")));
    }

    static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString("id"),
                Event.Type.valueOf(row.getString("type")),
                Optional.ofNullable(row.getString("deployment")),
                row.getTimestamp("at").toInstant(),
                LedgerJson.readTexts(row.getString("data")));
    }

    static Alarm alarm(ResultSet row) throws SQLException {
        return new Alarm(
                row.getString("name"),
                Alarm.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("deployment")),
                row.getString("text"),
                row.getTimestamp("since").toInstant());
    }

    private static Optional<Wish> wish(ResultSet row) throws SQLException {
        String kind = row.getString("wish");
        return kind == null
                ? Optional.empty()
                : Optional.of(new Wish(Wish.Kind.valueOf(kind), row.getString("wished_by")));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
