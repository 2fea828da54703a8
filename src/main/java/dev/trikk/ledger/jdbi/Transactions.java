package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Ledger.LedgerUnavailable;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Work on the database, all or nothing. Safe for several threads. */
final class Transactions {
    private final Jdbi jdbi;
    private final Runnable told;

    /** @param told run after each commit that may have left events to publish; must neither block nor fail */
    Transactions(Jdbi jdbi, Runnable told) {
        this.jdbi = jdbi;
        this.told = told;
    }

    <T> T in(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw new LedgerUnavailable("the ledger did not answer: " + e.getMessage(), e);
        }
    }

    /** The same for work that may leave events. */
    <T> T telling(Function<Handle, T> work) {
        T done = in(work);
        told.run();
        return done;
    }
}
