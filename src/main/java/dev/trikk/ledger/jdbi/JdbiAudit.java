package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Audit;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;

/** The audit in a database. */
public final class JdbiAudit implements Audit {
    private final Transactions transactions;
    private final Clock clock;

    /** Notes into the ledger of that database. */
    public JdbiAudit(LedgerDatabase database, Clock clock) {
        this.transactions = new Transactions(database, () -> {});
        this.clock = clock;
    }

    @Override
    public void note(String who, String operation, String target, int status) {
        transactions.in(handle -> handle.execute(
                "insert into audit (at, who, operation, target, status) values (?, ?, ?, ?, ?)",
                clock.instant(),
                Storable.text(who, 100),
                Storable.text(operation, 64),
                Storable.text(target, 1000),
                status));
    }

    @Override
    public List<Entry> entries(OptionalLong before, int limit) {
        return transactions.in(handle -> handle.createQuery(
                        "select * from audit where number < :before order by number desc limit :limit")
                .bind("before", before.orElse(Long.MAX_VALUE))
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        row.getLong("number"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        row.getString("operation"),
                        row.getString("target"),
                        row.getInt("status")))
                .list());
    }
}
