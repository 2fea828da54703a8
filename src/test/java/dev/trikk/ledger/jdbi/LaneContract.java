package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Patience;
import dev.trikk.event.Event;
import dev.trikk.inventory.Environment;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is active in a lane, who waits, and who has been. */
interface LaneContract {
    Books books();

    @Test
    default void in_a_lane_one_deployment_is_active_and_the_next_waits_for_it_by_name() {
        String first = books().active("shop");
        String second = books().accepted("r2");

        Deployment waiting = books().ledger.admit(second);

        assertThat(waiting.state()).isEqualTo(State.WAITING);
        assertThat(waiting.reason()).isEqualTo("waits for " + first);
        assertThat(books().ledger.nextOf(waiting.lane())).isEmpty();
    }

    @Test
    default void nobody_overtakes_in_a_lane() {
        String first = books().accepted("r1");
        String second = books().accepted("r2");

        assertThat(books().ledger.admit(second).reason()).isEqualTo("waits for " + first);
    }

    /** As a frozen node does, which has its number, and goes on later. */
    @Test
    default void nobody_is_accepted_into_a_lane_past_one_who_is_just_being_accepted() throws Exception {
        ended("r0");
        CountDownLatch numbered = new CountDownLatch(1);
        CountDownLatch thawed = new CountDownLatch(1);
        InstantSource clock = () -> {
            numbered.countDown();
            await(thawed);
            return books().clock.instant();
        };
        Ledger frozen = new JdbiLedger(books().database, clock.withZone(ZoneOffset.UTC));
        CompletableFuture<Deployment> first =
                CompletableFuture.supplyAsync(() -> frozen.accept(aRequest("r1", "shop", "2.0"), aPlan("shop", "2.0")));
        await(numbered);

        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> books().accepted("r2"));

        assertThat(second).failsWithin(500, TimeUnit.MILLISECONDS);
        thawed.countDown();
        String ahead = first.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS).id();
        assertThat(books().ledger
                        .admit(second.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                        .reason())
                .isEqualTo("waits for " + ahead);
    }

    @Test
    default void when_a_deployment_ends_the_one_that_waits_longest_is_next() {
        String first = books().accepted("r1");
        String second = books().accepted("r2");
        books().accepted("r3");
        Deployment active = books().ledger.admit(first);

        books().ledger.end(books().boardFinish(active), Ending.SUCCEEDED, "");

        assertThat(books().ledger.nextOf(active.lane())).contains(second);
        assertThat(books().ledger.admit(second).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    default void deployments_of_other_lanes_do_not_wait() {
        books().active("shop");
        String other = books().accepted("r2", aPlan("parking", "1"));

        assertThat(books().ledger.admit(other).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    default void epochs_rise_from_deployment_to_deployment_of_a_lane() {
        Deployment first = books().ledger.admit(books().accepted("r1"));
        String second = books().accepted("r2");
        Boarding last = books().boardFinish(first);
        books().ledger.end(last, Ending.SUCCEEDED, "");

        books().ledger.admit(second);

        assertThat(books().board(second, 0).deployment().epoch())
                .isGreaterThan(last.deployment().epoch());
    }

    @Test
    default void one_that_waits_can_be_cancelled_once_and_one_that_began_cannot() {
        String first = books().accepted("r1");
        String second = books().accepted("r2");
        books().ledger.admit(first);

        assertThat(books().ledger.cancelWaiting(first, "cancelled by kari")).isFalse();
        assertThat(books().ledger.cancelWaiting(second, "cancelled by kari")).isTrue();
        assertThat(books().ledger.cancelWaiting(second, "cancelled by ola")).isFalse();

        Deployment cancelled = books().deployment(second);
        assertThat(cancelled.ending()).contains(Ending.CANCELLED);
        assertThat(cancelled.reason()).isEqualTo("cancelled by kari");
        assertThat(cancelled.endedAt()).contains(books().clock.instant());
        assertThat(books().event(Event.Type.ENDED).data()).containsEntry("reason", "cancelled by kari");
        assertThat(books().ledger.admit(second).state()).isEqualTo(State.ENDED);
    }

    @Test
    default void who_is_cancelled_and_admitted_at_once_is_one_of_both() {
        List<String> ids = IntStream.range(0, 100)
                .mapToObj(i -> books().accepted("r" + i, aPlan("app" + i, "2.0")))
                .toList();
        CyclicBarrier together = new CyclicBarrier(2);

        CompletableFuture<Void> admitted = CompletableFuture.runAsync(() -> ids.forEach(id -> {
            await(together);
            books().ledger.admit(id);
        }));
        ids.forEach(id -> {
            await(together);
            books().ledger.cancelWaiting(id, "cancelled by kari");
        });
        admitted.join();

        assertThat(ids).allSatisfy(id -> {
            Deployment deployment = books().deployment(id);
            assertThat(deployment.state() == State.ACTIVE)
                    .isEqualTo(deployment.ending().isEmpty())
                    .isEqualTo(deployment.endedAt().isEmpty());
        });
    }

    @Test
    default void where_the_environment_says_so_a_newer_request_supersedes_older_ones_that_wait() {
        Plan plan = superseding();
        String active = books().ledger.admit(books().accepted("r1", plan)).id();
        String waiting = books().accepted("r2", plan);
        String rollback = books().accepted("r3", plan, Kind.ROLLBACK);
        String retry = books().accepted("r4", plan, Kind.RETRY);

        String newest = books().accepted("r5", plan);

        assertThat(books().deployment(waiting).ending()).contains(Ending.CANCELLED);
        assertThat(books().deployment(waiting).reason()).startsWith("superseded by ");
        assertThat(books().deployment(active).state()).isEqualTo(State.ACTIVE);
        assertThat(List.of(rollback, retry, newest))
                .allSatisfy(id -> assertThat(books().deployment(id).state()).isEqualTo(State.WAITING));
    }

    @Test
    default void a_superseded_deployment_is_told_by_the_one_that_took_its_place() {
        Plan plan = superseding();
        books().ledger.admit(books().accepted("r1", plan));
        String older = books().accepted("r2", plan);

        String newer = books().accepted("r3", plan);

        assertThat(books().event(Event.Type.ENDED).deployment()).contains(older);
        assertThat(books().event(Event.Type.ENDED).data()).containsEntry("reason", "superseded by " + newer);
    }

    @Test
    default void where_the_environment_does_not_say_so_everyone_has_its_turn() {
        books().active("shop");
        String older = books().accepted("r2");

        books().accepted("r3");

        assertThat(books().deployment(older).state()).isEqualTo(State.WAITING);
    }

    @Test
    default void the_history_of_a_lane_begins_with_the_last_one_and_knows_what_is_over() {
        String first = ended("r1");
        String second = ended("r2");
        books().accepted("r3");
        books().ledger.end(books().boardFinish(books().deployment(books().active("parking"))), Ending.FAILED, "");
        Lane lane = new Lane("shop", "production");

        assertThat(books().ledger.history(lane, 10)).extracting(Deployment::id).containsExactly(second, first);
        assertThat(books().ledger.history(lane, 1)).extracting(Deployment::id).containsExactly(second);
    }

    @Test
    default void what_ended_between_two_moments_is_found_in_order_and_the_second_moment_is_outside() {
        ended("r1");
        Instant from = books().clock.instant().plusSeconds(60);
        books().clock.pause(Duration.ofSeconds(60));
        String first = ended("r2");
        books().clock.pause(Duration.ofSeconds(30));
        String second = ended("r3");
        books().clock.pause(Duration.ofSeconds(30));
        ended("r4");
        books().accepted("r5");

        assertThat(books().ledger.ended(from, from.plusSeconds(60)))
                .extracting(Deployment::id)
                .containsExactly(first, second);
    }

    @Test
    default void who_is_ahead_in_a_lane_is_found_oldest_first() {
        ended("r1");
        String active = books().active("shop");
        String first = books().accepted("r3");
        books().active("parking");
        Deployment second = books().deployment(books().accepted("r4"));
        books().accepted("r5");

        assertThat(books().ledger.ahead(second, 10)).extracting(Deployment::id).containsExactly(active, first);
        assertThat(books().ledger.ahead(second, 1)).extracting(Deployment::id).containsExactly(active);
    }

    @Test
    default void of_those_that_wait_only_the_first_of_each_lane_is_under_way() {
        ended("r1");
        String active = books().active("shop");
        String first = books().accepted("r3");
        books().accepted("r4");
        String alone = books().accepted("r5", aPlan("parking", "2.0"));
        books().accepted("r6", aPlan("parking", "2.0"));

        assertThat(books().ledger.underWay()).extracting(Deployment::id).containsExactly(active, first, alone);

        books().ledger.admit(alone);
        books().ledger.park(alone, 0, "fetch gave up");
        assertThat(books().ledger.underWay())
                .extracting(Deployment::state)
                .containsExactly(State.ACTIVE, State.WAITING, State.HELD, State.WAITING);
    }

    private String ended(String requestId) {
        Deployment active = books().ledger.admit(books().accepted(requestId));
        return books().ledger
                .end(books().boardFinish(active), Ending.SUCCEEDED, "")
                .id();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Plan superseding() {
        Plan plan = aPlan("shop", "2.0");
        Environment here = plan.environment();
        return new Plan(
                plan.application(),
                new Environment(
                        here.name(),
                        here.servers(),
                        here.balancers(),
                        here.pools(),
                        here.sources(),
                        here.reportTo(),
                        true),
                plan.release(),
                plan.steps());
    }
}
