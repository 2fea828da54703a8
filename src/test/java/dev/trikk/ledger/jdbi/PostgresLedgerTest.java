package dev.trikk.ledger.jdbi;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresLedgerTest extends LedgerContract {
    private static Postgres server;
    private String url;

    @BeforeAll
    static void startServer() {
        server = new Postgres();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    @Override
    void start() {
        url = server.emptyDatabase();
        super.start();
    }

    @Override
    LedgerDatabase open() {
        return new LedgerDatabase(url, Optional.of(Postgres.USER), Optional.empty());
    }
}
