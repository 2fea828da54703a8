package dev.trikk.ledger.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.trikk.ledger.Ledger.LedgerUnavailable;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/** The database behind a ledger: opened, and brought to the schema of this version. */
public final class LedgerDatabase implements AutoCloseable {
    private static final int H2_FILE_IN_USE = 90020;
    private static final int H2_DATABASE_IS_CLOSED = 90098;

    /** A node that is frozen in the middle of a transaction must not keep the others waiting for its locks. */
    private static final String FROZEN_NODES =
            "set idle_in_transaction_session_timeout = '20s'; set lock_timeout = '30s'";

    private final HikariDataSource pool;

    /**
     * Opens the database and migrates it.
     *
     * @param url JDBC URL of H2 (in PostgreSQL mode) or PostgreSQL
     * @throws LedgerUnavailable when it cannot be reached or was made by a newer version
     */
    public LedgerDatabase(String url, Optional<String> user, Optional<String> password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setJdbcUrl(url);
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        config.setMaximumPoolSize(16);
        config.setConnectionTimeout(10_000);
        if (url.startsWith("jdbc:postgresql:")) {
            config.setConnectionInitSql(FROZEN_NODES);
        }
        try {
            pool = new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new LedgerUnavailable("the ledger " + withoutParameters(url) + " cannot be opened: " + reason(e), e);
        }
        try {
            Flyway.configure(LedgerDatabase.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:dev/trikk/ledger/migrations")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            pool.close();
            throw new LedgerUnavailable("the ledger's schema cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    /**
     * URL of a ledger in a file. Without {@code WRITE_DELAY=0} H2 forgets committed rows when the process is killed.
     *
     * @param file path without an ending
     */
    public static String h2(String file) {
        return "jdbc:h2:file:" + file
                + ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE";
    }

    DataSource dataSource() {
        return pool;
    }

    Jdbi jdbi() {
        return Jdbi.create(pool).registerArgument(new InstantArguments());
    }

    /**
     * After an error on its disk H2 has closed the database, and its old connections never open it again. New ones do, as soon
     * as the disk lets them.
     */
    void reopenAfter(SQLException error) {
        if (error.getErrorCode() == H2_DATABASE_IS_CLOSED) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A JDBC URL may carry a password among its parameters. */
    private static String withoutParameters(String url) {
        return url.split("[;?]", 2)[0];
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_FILE_IN_USE) {
                return "another Trikk uses it; stop that one, or name another folder as trikk.data";
            }
            cause = cause.getCause();
        }
        return cause.getMessage() + " (trikk.ledger.url says where it is; empty: an H2 file below trikk.data)";
    }
}
