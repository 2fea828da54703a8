package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.Query;

/** Records in a database. */
public final class JdbiRecords implements Records {
    private final Transactions transactions;

    /** Reads from the ledger of that database. */
    public JdbiRecords(LedgerDatabase database) {
        this.transactions = new Transactions(database, () -> {});
    }

    @Override
    public List<Deployment> deployments(Wanted wanted, int limit) {
        return transactions.in(handle -> query(handle, wanted)
                .bind("limit", limit)
                .map((row, context) -> Rows.deployment(row))
                .list());
    }

    private static Query query(Handle handle, Wanted wanted) {
        List<String> conditions = new ArrayList<>();
        wanted.application().ifPresent(any -> conditions.add("application = :application"));
        wanted.environment().ifPresent(any -> conditions.add("environment = :environment"));
        wanted.train().ifPresent(any -> conditions.add("train = :train"));
        wanted.before().ifPresent(any -> conditions.add("number < (select number from deployment where id = :before)"));
        conditions.add("state in (<states>)");
        return handle.createQuery("select * from deployment where " + String.join(" and ", conditions)
                        + " order by number desc limit :limit")
                .bind("application", wanted.application().orElse(null))
                .bind("environment", wanted.environment().orElse(null))
                .bind("train", wanted.train().orElse(null))
                .bind("before", wanted.before().orElse(null))
                .bindList(
                        EmptyHandling.NULL_KEYWORD,
                        "states",
                        wanted.states().stream().map(Deployment.State::name).toList());
    }

    @Override
    public List<Numbered> events(long after, int limit) {
        return transactions.in(
                handle -> handle.createQuery("select * from event where number > :after order by number limit :limit")
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((row, context) -> new Numbered(row.getLong("number"), Rows.event(row)))
                        .list());
    }

    @Override
    public long lastEvent() {
        return transactions.in(handle -> handle.createQuery("select coalesce(max(number), 0) from event")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Optional<Event> rejection(String requestId) {
        return transactions.in(handle -> handle.createQuery(
                        "select * from event where request_id = :id and type = 'REJECTED' order by number desc limit 1")
                .bind("id", requestId)
                .map((row, context) -> Rows.event(row))
                .findOne());
    }

    @Override
    public Map<Lane, Long> ended() {
        return transactions.in(handle -> {
            Map<Lane, Long> ended = new LinkedHashMap<>();
            handle.createQuery(
                            "select application, environment, count(*) as ended from deployment where state = 'ENDED'"
                                    + " group by application, environment")
                    .map((row, context) -> ended.put(
                            new Lane(row.getString("application"), row.getString("environment")), row.getLong("ended")))
                    .list();
            return ended;
        });
    }
}
