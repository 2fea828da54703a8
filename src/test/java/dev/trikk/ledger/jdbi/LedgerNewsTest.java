package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.event.Event;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.StopRule.Course;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerNewsTest {
    @TempDir
    Path folder;

    private final List<Event.Type> newestWhenTold = new ArrayList<>();
    private LedgerDatabase database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = new LedgerDatabase(
                LedgerDatabase.h2(folder.resolve("ledger").toString()), Optional.empty(), Optional.empty());
        Outbox reader = new JdbiOutbox(database, Clock.systemUTC());
        ledger = new JdbiLedger(database, Clock.systemUTC(), () -> {
            List<Event> events = reader.unpublished("node", 100);
            newestWhenTold.add(events.get(events.size() - 1).type());
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void who_publishes_events_is_told_of_each_when_it_can_be_read() {
        ledger.reject("m1", Map.of("reasons", "no such application"));
        String id = ledger.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"))
                .id();
        ledger.admit(id);
        Boarding first = boarding(id, 0);
        ledger.record(first, List.of(), new Course(first.deployment().plan().after(0, List.of()), ""));
        ledger.end(boarding(id, 1), Ending.SUCCEEDED, "");

        assertThat(newestWhenTold)
                .containsExactly(
                        Event.Type.REJECTED,
                        Event.Type.ACCEPTED,
                        Event.Type.STARTED,
                        Event.Type.STEPPED,
                        Event.Type.ENDED);
    }

    @Test
    void reading_is_no_news() {
        ledger.findByRequest("r1");
        ledger.results("shop-1");

        assertThat(newestWhenTold).isEmpty();
    }

    private Boarding boarding(String id, int step) {
        return ledger.board(id, step, false).orElseThrow();
    }
}
