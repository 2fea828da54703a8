package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Freezes;
import dev.trikk.ledger.Frozen;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The freezes by hand, beside the ledger. */
public final class JdbiFreezes implements Freezes {
    private final Transactions transactions;
    private final Clock clock;

    /** Freezes in the ledger's database, which the caller closes. */
    public JdbiFreezes(LedgerDatabase database, Clock clock) {
        this.transactions = new Transactions(database, () -> {});
        this.clock = clock;
    }

    @Override
    public void freeze(String environment, Optional<Instant> until, String reason, String by) {
        transactions.in(handle -> handle.execute("delete from frozen where environment = ?", environment)
                + handle.execute(
                        "insert into frozen (environment, reason, by_whom, since, until) values (?, ?, ?, ?, ?)",
                        environment,
                        reason,
                        by,
                        clock.instant(),
                        until.orElse(null)));
    }

    @Override
    public boolean thaw(String environment, String by) {
        return transactions.in(handle -> handle.execute(
                        "delete from frozen where environment = ? and (until is null or until > ?)",
                        environment,
                        clock.instant())
                == 1);
    }

    @Override
    public List<Frozen> current() {
        return transactions.in(handle -> handle.createQuery(
                        "select * from frozen where until is null or until > :now order by environment")
                .bind("now", clock.instant())
                .map((row, context) -> new Frozen(
                        row.getString("environment"),
                        Rows.instant(row, "until"),
                        row.getString("reason"),
                        row.getString("by_whom"),
                        row.getTimestamp("since").toInstant()))
                .list());
    }
}
