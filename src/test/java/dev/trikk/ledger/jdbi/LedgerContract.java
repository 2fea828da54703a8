package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.event.Event;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Ledger.LedgerUnavailable;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the ledger in every database that it can live in. */
abstract class LedgerContract
        implements BoardingContract,
                RotationContract,
                HoldContract,
                LaneContract,
                TrainContract,
                AlarmContract,
                FormatContract,
                OperateContract,
                AuditContract,
                RecordsContract,
                EventsContract {
    private LedgerDatabase database;
    private Books books;

    /** Opens the database, empty or as the test at hand has left it. */
    abstract LedgerDatabase open();

    @BeforeEach
    void start() {
        database = open();
        books = new Books(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public Books books() {
        return books;
    }

    @Override
    public LedgerDatabase reopened() {
        close();
        database = open();
        books = new Books(database);
        return database;
    }

    @Test
    void what_was_accepted_is_there_after_a_restart_with_its_whole_plan() {
        Deployment accepted = books.ledger.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"));

        reopened();

        assertThat(books.ledger.find(accepted.id())).contains(accepted);
        assertThat(accepted.plan()).isEqualTo(aPlan("shop", "2.0"));
        assertThat(accepted.id()).matches("shop-\\d+");
        assertThat(accepted.state()).isEqualTo(State.WAITING);
    }

    @Test
    void the_same_request_twice_is_one_deployment() {
        Deployment first = books.ledger.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"));

        Deployment second = books.ledger.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"));

        assertThat(second).isEqualTo(first);
        assertThat(books.eventTypes()).containsExactly(Event.Type.ACCEPTED);
    }

    @Test
    void the_same_request_from_many_threads_at_once_is_one_deployment() {
        Set<String> ids = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 32)
                .parallel()
                .forEach(i -> ids.add(books.ledger
                        .accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"))
                        .id()));

        assertThat(ids).hasSize(1);
    }

    @Test
    void a_step_is_recorded_with_its_results_and_the_cursor_moves() {
        String id = books.accepted("r1");
        books.ledger.admit(id);
        Boarding boarding = books.ledger.board(id, 0, false).orElseThrow();
        Result result = Books.result("app1");

        Deployment moved = books.ledger.record(boarding, List.of(result), Books.onwards(boarding));

        assertThat(moved.cursor()).isEqualTo(1);
        assertThat(books.ledger.results(id)).containsExactly(result);
        assertThat(books.eventTypes()).containsExactly(Event.Type.ACCEPTED, Event.Type.STARTED, Event.Type.STEPPED);
    }

    @Test
    void a_step_that_was_recorded_is_passed_and_not_begun_again() {
        String id = books.accepted("r1");
        books.ledger.admit(id);
        Boarding boarding = books.ledger.board(id, 0, false).orElseThrow();
        books.ledger.record(boarding, List.of(), Books.onwards(boarding));

        Boarding again = books.ledger.board(id, 0, false).orElseThrow();

        assertThat(again.passed()).isTrue();
        assertThat(again.deployment().epoch()).isEqualTo(boarding.deployment().epoch());
    }

    @Test
    void who_was_overtaken_by_a_newer_boarding_of_the_same_step_can_store_nothing() {
        String id = books.accepted("r1");
        books.ledger.admit(id);
        Boarding frozen = books.ledger.board(id, 0, false).orElseThrow();
        Boarding newer = books.ledger.board(id, 0, true).orElseThrow();

        assertThat(newer.deployment().epoch()).isGreaterThan(frozen.deployment().epoch());
        assertThatThrownBy(() -> books.ledger.record(frozen, List.of(Books.result("app1")), Books.onwards(frozen)))
                .isInstanceOf(StaleEpoch.class);
        assertThat(books.ledger.results(id)).isEmpty();
        assertThat(books.ledger.record(newer, List.of(), Books.onwards(newer)).cursor())
                .isEqualTo(1);
    }

    @Test
    void a_step_that_a_deployment_has_not_come_to_cannot_be_boarded() {
        String id = books.accepted("r1");

        assertThat(books.ledger.board(id, 0, false)).as("waiting").isEmpty();
        books.ledger.admit(id);
        assertThat(books.ledger.board(id, 3, false)).as("too early").isEmpty();
        assertThat(books.ledger.board("nobody-1", 0, false)).as("unknown").isEmpty();
    }

    @Test
    void a_deployment_ends_once() {
        Deployment active = books.ledger.admit(books.accepted("r1"));
        Boarding last = books.boardFinish(active);
        Deployment ended = books.ledger.end(last, Ending.FAILED, "disk full");

        Deployment again = books.ledger.end(last, Ending.SUCCEEDED, "");

        assertThat(again).isEqualTo(ended);
        assertThat(again.ending()).contains(Ending.FAILED);
        assertThat(books.eventTypes().stream().filter(Event.Type.ENDED::equals)).hasSize(1);
    }

    @Test
    void events_are_kept_in_order_until_they_are_published() {
        books.accepted("r1");
        books.accepted("r2");
        List<Event> events = books.outbox.unpublished("node", 10);

        books.outbox.published(List.of(events.get(0).id()));

        assertThat(books.outbox.unpublished("node", 10)).containsExactly(events.get(1));
        assertThat(events.get(0).data()).containsEntry("application", "shop").containsEntry("version", "2.0");
    }

    @Test
    void a_rejection_is_noted_once() {
        books.ledger.reject("m1", Map.of("reasons", "no such application"));
        books.ledger.reject("m1", Map.of("reasons", "no such application"));

        assertThat(books.eventTypes()).containsExactly(Event.Type.REJECTED);
    }

    @Test
    void who_drained_a_member_is_known_until_it_is_restored() {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        Drained drained = new Drained("production", "main", "proxy1", "shop-1", now, now.plusSeconds(600));

        books.rotations.drained(drained);
        books.rotations.drained(drained);
        assertThat(books.rotations.drained()).containsExactly(drained);

        books.rotations.restored("production", "main", "proxy1");
        assertThat(books.rotations.drained()).isEmpty();
    }

    @Test
    void output_with_a_nul_character_can_be_stored() {
        String id = books.accepted("r1");
        books.ledger.admit(id);
        Outcome outcome = Outcome.ok("a\0b", Duration.ZERO);
        Result result = new Result(0, Stage.FETCH, "app1", "fetch", outcome, Instant.EPOCH);

        Boarding boarding = books.ledger.board(id, 0, false).orElseThrow();
        books.ledger.record(boarding, List.of(result), Books.onwards(boarding));

        assertThat(books.ledger.results(id).get(0).outcome().stdout()).isEqualTo("a\uFFFDb");
    }

    @Test
    void a_database_that_is_not_there_is_said_in_one_sentence_without_the_password() {
        assertThatThrownBy(() -> new LedgerDatabase(
                        "jdbc:postgresql://127.0.0.1:1/trikk?password=hunter2",
                        Optional.of("trikk"),
                        Optional.of("hunter2")))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/trikk cannot be opened")
                .hasMessageNotContaining("hunter2");
    }
}
