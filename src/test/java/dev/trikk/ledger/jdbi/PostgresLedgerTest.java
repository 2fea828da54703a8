package dev.trikk.ledger.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Boarding;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_message_that_comes_again_while_its_step_is_being_recorded_rides_on() {
        String id = books().active("shop");
        books().board(id, 0);
        try (Handle recording = books().database.jdbi().open()) {
            recording.begin();
            recording.execute("update deployment set at_step = 1, boarded = false where id = ?", id);

            CompletableFuture<Optional<Boarding>> again =
                    CompletableFuture.supplyAsync(() -> books().ledger.board(id, 0, true));
            await().until(() -> isSomebodyWaiting(recording));
            recording.commit();

            assertThat(again.join()).get().matches(Boarding::passed, "passed");
        }
    }

    private static boolean isSomebodyWaiting(Handle handle) {
        return handle.createQuery("select count(*) from pg_locks where not granted")
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    @Override
    LedgerDatabase open() {
        return new LedgerDatabase(url, Optional.of(Postgres.USER), Optional.empty());
    }
}
