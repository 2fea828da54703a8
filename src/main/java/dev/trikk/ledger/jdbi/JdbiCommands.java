package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Commands;
import java.time.Clock;
import java.util.Optional;

/** The answers to commands, beside the ledger. */
public final class JdbiCommands implements Commands {
    private final Transactions transactions;
    private final Clock clock;

    /** Answers in the ledger's database, which the caller closes. */
    public JdbiCommands(LedgerDatabase database, Clock clock) {
        this.transactions = new Transactions(database, () -> {});
        this.clock = clock;
    }

    @Override
    public Optional<String> answered(String id) {
        return transactions.in(handle -> handle.createQuery("select answer from command where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void answered(String id, String answer) {
        transactions.in(handle -> handle.createUpdate(
                        "insert into command (id, answer, at) values (:id, :answer, :at) on conflict do nothing")
                .bind("id", id)
                .bind("answer", answer)
                .bind("at", clock.instant())
                .execute());
    }
}
