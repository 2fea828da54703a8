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
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.LedgerUnavailable;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import java.time.Clock;
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
abstract class LedgerContract {
    private LedgerDatabase database;
    private Ledger ledger;
    private Outbox outbox;

    /** Opens the database, empty or as the test at hand has left it. */
    abstract LedgerDatabase open();

    @BeforeEach
    void start() {
        database = open();
        ledger = new JdbiLedger(database, Clock.systemUTC());
        outbox = new JdbiOutbox(database, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_was_accepted_is_there_after_a_restart_with_its_whole_plan() {
        Deployment accepted = ledger.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"));

        close();
        database = open();
        ledger = new JdbiLedger(database, Clock.systemUTC());

        assertThat(ledger.find(accepted.id())).contains(accepted);
        assertThat(accepted.plan()).isEqualTo(aPlan("shop", "2.0"));
        assertThat(accepted.id()).matches("shop-\\d+");
        assertThat(accepted.state()).isEqualTo(State.WAITING);
    }

    @Test
    void the_same_request_twice_is_one_deployment() {
        Deployment first = ledger.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"));

        Deployment second = ledger.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"));

        assertThat(second).isEqualTo(first);
        assertThat(eventTypes()).containsExactly(Event.Type.ACCEPTED);
    }

    @Test
    void the_same_request_from_many_threads_at_once_is_one_deployment() {
        Set<String> ids = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 32)
                .parallel()
                .forEach(i -> ids.add(ledger.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0"))
                        .id()));

        assertThat(ids).hasSize(1);
    }

    @Test
    void in_a_lane_one_deployment_is_active_and_the_next_waits_for_it_by_name() {
        String first = accepted("r1");
        String second = accepted("r2");

        assertThat(ledger.admit(first).state()).isEqualTo(State.ACTIVE);
        Deployment waiting = ledger.admit(second);

        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.reason()).isEqualTo("waits for " + first);
        assertThat(ledger.nextOf(waiting.lane())).isEmpty();
    }

    @Test
    void nobody_overtakes_in_a_lane() {
        String first = accepted("r1");
        String second = accepted("r2");

        assertThat(ledger.admit(second).reason()).isEqualTo("waits for " + first);
    }

    @Test
    void when_a_deployment_ends_the_one_that_waits_longest_is_next() {
        String first = accepted("r1");
        String second = accepted("r2");
        accepted("r3");
        Deployment active = ledger.admit(first);

        ledger.end(boardFinish(active), Ending.SUCCEEDED, "");

        assertThat(ledger.nextOf(active.lane())).contains(second);
        assertThat(ledger.admit(second).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void deployments_of_other_lanes_do_not_wait() {
        ledger.admit(accepted("r1"));
        String other = ledger.accept(aRequest("r2", "parking", "1"), aPlan("parking", "1"))
                .id();

        assertThat(ledger.admit(other).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void a_step_is_recorded_with_its_results_and_the_cursor_moves() {
        String id = accepted("r1");
        ledger.admit(id);
        Boarding boarding = ledger.board(id, 0, false).orElseThrow();
        Result result = result("app1");

        Deployment moved = ledger.record(boarding, List.of(result), onwards(boarding));

        assertThat(moved.cursor()).isEqualTo(1);
        assertThat(ledger.results(id)).containsExactly(result);
        assertThat(eventTypes()).containsExactly(Event.Type.ACCEPTED, Event.Type.STARTED, Event.Type.STEPPED);
    }

    @Test
    void a_step_that_was_recorded_is_passed_and_not_begun_again() {
        String id = accepted("r1");
        ledger.admit(id);
        Boarding boarding = ledger.board(id, 0, false).orElseThrow();
        ledger.record(boarding, List.of(), onwards(boarding));

        Boarding again = ledger.board(id, 0, false).orElseThrow();

        assertThat(again.passed()).isTrue();
        assertThat(again.deployment().epoch()).isEqualTo(boarding.deployment().epoch());
    }

    @Test
    void who_was_overtaken_by_a_newer_boarding_of_the_same_step_can_store_nothing() {
        String id = accepted("r1");
        ledger.admit(id);
        Boarding frozen = ledger.board(id, 0, false).orElseThrow();
        Boarding newer = ledger.board(id, 0, true).orElseThrow();

        assertThat(newer.deployment().epoch()).isGreaterThan(frozen.deployment().epoch());
        assertThatThrownBy(() -> ledger.record(frozen, List.of(result("app1")), onwards(frozen)))
                .isInstanceOf(StaleEpoch.class);
        assertThat(ledger.results(id)).isEmpty();
        assertThat(ledger.record(newer, List.of(), onwards(newer)).cursor()).isEqualTo(1);
    }

    @Test
    void epochs_rise_from_deployment_to_deployment_of_a_lane() {
        Deployment first = ledger.admit(accepted("r1"));
        String second = accepted("r2");
        Boarding last = boardFinish(first);
        long before = last.deployment().epoch();
        ledger.end(last, Ending.SUCCEEDED, "");

        ledger.admit(second);

        assertThat(ledger.board(second, 0, false).orElseThrow().deployment().epoch())
                .isGreaterThan(before);
    }

    @Test
    void a_step_that_a_deployment_has_not_come_to_cannot_be_boarded() {
        String id = accepted("r1");

        assertThat(ledger.board(id, 0, false)).as("waiting").isEmpty();
        ledger.admit(id);
        assertThat(ledger.board(id, 3, false)).as("too early").isEmpty();
        assertThat(ledger.board("nobody-1", 0, false)).as("unknown").isEmpty();
    }

    @Test
    void a_deployment_ends_once() {
        Deployment active = ledger.admit(accepted("r1"));
        Boarding last = boardFinish(active);
        Deployment ended = ledger.end(last, Ending.FAILED, "disk full");

        Deployment again = ledger.end(last, Ending.SUCCEEDED, "");

        assertThat(again).isEqualTo(ended);
        assertThat(again.ending()).contains(Ending.FAILED);
        assertThat(eventTypes().stream().filter(Event.Type.ENDED::equals)).hasSize(1);
    }

    @Test
    void events_are_kept_in_order_until_they_are_published() {
        accepted("r1");
        accepted("r2");
        List<Event> events = outbox.unpublished("node", 10);

        outbox.published(List.of(events.get(0).id()));

        assertThat(outbox.unpublished("node", 10)).containsExactly(events.get(1));
        assertThat(events.get(0).data()).containsEntry("application", "shop").containsEntry("version", "2.0");
    }

    @Test
    void a_rejection_is_noted_once() {
        ledger.reject("m1", Map.of("reasons", "no such application"));
        ledger.reject("m1", Map.of("reasons", "no such application"));

        assertThat(eventTypes()).containsExactly(Event.Type.REJECTED);
    }

    @Test
    void who_drained_a_member_is_known_until_it_is_restored() {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        Drained drained = new Drained("production", "main", "proxy1", "shop-1", now, now.plusSeconds(600));

        ledger.drained(drained);
        ledger.drained(drained);
        assertThat(ledger.drained()).containsExactly(drained);

        ledger.restored("production", "main", "proxy1");
        assertThat(ledger.drained()).isEmpty();
    }

    @Test
    void output_with_a_nul_character_can_be_stored() {
        String id = accepted("r1");
        ledger.admit(id);
        Outcome outcome = Outcome.ok("a\0b", Duration.ZERO);
        Result result = new Result(0, Stage.FETCH, "app1", "fetch", outcome, Instant.EPOCH);

        Boarding boarding = ledger.board(id, 0, false).orElseThrow();
        ledger.record(boarding, List.of(result), onwards(boarding));

        assertThat(ledger.results(id).get(0).outcome().stdout()).isEqualTo("a\uFFFDb");
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

    private String accepted(String requestId) {
        return ledger.accept(aRequest(requestId, "shop", "2.0"), aPlan("shop", "2.0"))
                .id();
    }

    /** Rides through all steps but the last. */
    private Boarding boardFinish(Deployment active) {
        Boarding first = ledger.board(active.id(), 0, false).orElseThrow();
        ledger.record(first, List.of(), new Course(active.plan().after(0, List.of()), ""));
        return ledger.board(active.id(), 1, false).orElseThrow();
    }

    private static Course onwards(Boarding boarding) {
        return new Course(boarding.deployment().plan(), "");
    }

    private List<Event.Type> eventTypes() {
        return outbox.unpublished("node", 100).stream().map(Event::type).toList();
    }

    private static Result result(String server) {
        return new Result(
                0,
                Stage.FETCH,
                server,
                "fetch",
                Outcome.ok("trikk:bytes=17\n", Duration.ofMillis(12)),
                Instant.parse("2026-11-23T10:00:00Z"));
    }
}
