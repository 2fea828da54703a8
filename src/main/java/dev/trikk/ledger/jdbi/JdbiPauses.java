package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Pauses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The pauses of stages, beside the ledger. */
public final class JdbiPauses implements Pauses {
    private final Transactions transactions;
    private final Clock clock;

    /** Pauses in the ledger's database, which the caller closes. */
    public JdbiPauses(LedgerDatabase database, Clock clock) {
        this.transactions = new Transactions(database, () -> {});
        this.clock = clock;
    }

    @Override
    public boolean pause(String stage, String by, String reason) {
        return transactions.in(handle -> handle.execute(
                        "insert into pause (stage, paused_by, since, reason) values (?, ?, ?, ?) on conflict do nothing",
                        stage,
                        by,
                        clock.instant(),
                        reason)
                == 1);
    }

    @Override
    public Optional<PausedStage> resume(String stage, String by) {
        return transactions.in(handle -> {
            Optional<PausedStage> paused = handle.createQuery("select * from pause where stage = :stage for update")
                    .bind("stage", stage)
                    .map((row, context) -> pause(row))
                    .findOne();
            if (paused.isPresent()) {
                handle.execute("delete from pause where stage = ?", stage);
                moved(handle, stage);
            }
            return paused;
        });
    }

    /** They have stood still for a good reason, and must not be taken for lost now. */
    private void moved(Handle handle, String stage) {
        if (stage.equals(PausedStage.ADMIT)) {
            handle.execute("update deployment set moved_at = ? where state = 'WAITING'", clock.instant());
        } else {
            handle.execute(
                    "update deployment set moved_at = ? where state = 'ACTIVE' and at_stage = ?",
                    clock.instant(),
                    stage.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public List<PausedStage> paused() {
        return transactions.in(handle -> handle.createQuery("select * from pause order by stage")
                .map((row, context) -> pause(row))
                .list());
    }

    private static PausedStage pause(ResultSet row) throws SQLException {
        return new PausedStage(
                row.getString("stage"),
                row.getString("paused_by"),
                row.getTimestamp("since").toInstant(),
                row.getString("reason"));
    }
}
