package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Ledger.LedgerUnavailable;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Work on the database, all or nothing. Safe for several threads. */
final class Transactions {
    /**
     * Classes of SQL states that say something of the statement, and would say it again: feature not supported, wrong number of
     * columns, bad data, violated constraint, syntax.
     */
    private static final Set<String> OUR_FAULT = Set.of("0A", "21", "22", "23", "42");

    private final LedgerDatabase database;
    private final Jdbi jdbi;
    private final Runnable told;

    /** @param told run after each commit that may have left events to publish; must neither block nor fail */
    Transactions(LedgerDatabase database, Runnable told) {
        this.database = database;
        this.jdbi = database.jdbi();
        this.told = told;
    }

    <T> T in(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            if (isAway(e)) {
                sqlException(e).ifPresent(database::reopenAfter);
                throw new LedgerUnavailable("the ledger did not answer: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** The same for work that may leave events. */
    <T> T telling(Function<Handle, T> work) {
        T done = in(work);
        told.run();
        return done;
    }

    /** Waiting mends what the database says of itself, not what it says of a statement. */
    private static boolean isAway(JdbiException e) {
        return sqlException(e)
                .map(SQLException::getSQLState)
                .map(state -> !OUR_FAULT.contains(state.substring(0, Math.min(2, state.length()))))
                .orElse(sqlException(e).isPresent());
    }

    private static Optional<SQLException> sqlException(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
