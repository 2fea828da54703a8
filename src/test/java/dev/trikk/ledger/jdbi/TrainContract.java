package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.event.Event;
import dev.trikk.inventory.Environment;
import dev.trikk.ledger.Admission;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Train;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.request.DeployRequest.Kind;
import dev.trikk.request.RequestFormat.LeftOut;
import dev.trikk.request.TrainRequest;
import dev.trikk.request.TrainRequest.All;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many deployments of one request, and how many an environment lets in at once. */
interface TrainContract {
    Books books();

    /** The books after a restart. */
    LedgerDatabase reopened();

    @Test
    default void a_train_is_one_request_and_many_deployments() {
        Train train = accepted("r1", "shop", "parking");

        reopened();

        assertThat(train.id()).matches("train-\\d+");
        assertThat(train.deployments()).hasSize(2).allMatch(id -> id.matches("(shop|parking)-\\d+"));
        assertThat(train.leftOut()).containsExactly(new LeftOut("permits", "runs 2.0 already"));
        assertThat(books().ledger.train(train.id())).contains(train);
        assertThat(books().ledger.trainByRequest("r1")).contains(train);
        assertThat(books().ledger.ofTrain(train.id()))
                .allMatch(deployment -> deployment.train().equals(Optional.of(train.id())))
                .extracting(deployment -> deployment.request().caller())
                .containsOnly(Optional.of("ci"));
        assertThat(books().eventTypes()).containsExactly(Event.Type.ACCEPTED, Event.Type.ACCEPTED);
    }

    @Test
    default void the_same_request_from_many_threads_at_once_is_one_train() {
        Set<String> ids = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 16)
                .parallel()
                .forEach(i ->
                        ids.add(accepted("r1", "shop", "parking", "permits").id()));

        assertThat(ids).hasSize(1);
        assertThat(books().ledger.ofTrain(ids.iterator().next())).hasSize(3);
    }

    @Test
    default void a_key_of_the_greatest_length_may_be_that_of_a_train() {
        String application = "a".repeat(64);

        assertThat(accepted("k".repeat(200), application).deployments()).hasSize(1);
    }

    @Test
    default void a_train_ends_with_the_last_of_its_deployments_and_is_told_once() {
        Train train = accepted("r1", "shop", "parking");

        end(train.deployments().get(0), Ending.SUCCEEDED);
        assertThat(books().ledger.train(train.id()).orElseThrow().endedAt()).isEmpty();
        end(train.deployments().get(1), Ending.ROLLED_BACK);

        Train over = books().ledger.train(train.id()).orElseThrow();
        assertThat(over.ending()).contains(Ending.PARTIAL);
        assertThat(over.reason()).isEqualTo("2 deployments: 1 succeeded, 1 rolled back");
        assertThat(books().event(Event.Type.TRAIN_ENDED).data())
                .containsEntry("train", train.id())
                .containsEntry("ending", "PARTIAL");
    }

    @Test
    default void two_last_deployments_that_end_at_once_end_the_train_once() {
        Train train = accepted("r1", "shop", "parking", "permits", "taxes");
        List<Boarding> last = train.deployments().stream().map(this::atFinish).toList();

        last.stream()
                .map(boarding -> CompletableFuture.runAsync(() -> books().ledger.end(boarding, Ending.SUCCEEDED, "")))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(books().event(Event.Type.TRAIN_ENDED).data()).containsEntry("ending", "SUCCEEDED");
    }

    @Test
    default void a_train_whose_deployments_are_cancelled_before_their_turn_is_over_too() {
        Train train = accepted("r1", "shop");

        books().ledger.cancelWaiting(train.deployments().get(0), "cancelled by kari");

        assertThat(books().ledger.train(train.id()).orElseThrow().ending()).contains(Ending.CANCELLED);
    }

    @Test
    default void a_train_that_a_newer_one_supersedes_is_over_too() {
        Train older = superseding("r1");

        superseding("r2");

        assertThat(books().ledger.train(older.id()).orElseThrow().ending()).contains(Ending.CANCELLED);
        assertThat(books().event(Event.Type.TRAIN_ENDED).data()).containsEntry("train", older.id());
    }

    @Test
    default void a_train_without_deployments_is_over_at_once() {
        Train train = accepted("r1");

        assertThat(train.ending()).contains(Ending.SUCCEEDED);
        assertThat(train.reason()).isEqualTo("nothing was to do");
        assertThat(books().event(Event.Type.TRAIN_ENDED).data()).containsEntry("train", train.id());
    }

    @Test
    default void trains_are_listed_newest_first_and_page_by_page() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> accepted("r" + i, "shop").id())
                .toList();

        List<Train> page = books().ledger.trains(2, Optional.empty());
        List<Train> next = books().ledger.trains(2, Optional.of(page.get(1).id()));

        assertThat(Stream.concat(page.stream(), next.stream()).map(Train::id))
                .containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1));
    }

    @Test
    default void a_train_waits_for_approval_with_one_event_and_is_approved_once() {
        Train train = books().ledger
                .accept(
                        request("r1"),
                        Stream.of("shop", "parking")
                                .map(name -> Plans.approved(aPlan(name, "2.0")))
                                .toList(),
                        List.of());
        train.deployments().forEach(id -> {
            books().ledger.admit(id);
            books().ledger.hold(books().board(id, 0), Optional.empty(), "waits for approval");
        });

        assertThat(books().event(Event.Type.HELD).data()).containsEntry("train", train.id());
        assertThat(books().ledger.ofTrain(train.id())).allMatch(Deployment::isAtApproval);
        assertThat(books().ledger.approveTrain(train.id(), "anna")).isTrue();
        assertThat(books().ledger.approveTrain(train.id(), "kari")).isTrue();
        assertThat(books().ledger.train(train.id()).orElseThrow().approvedBy()).contains("anna");
        assertThat(books().ledger.approveTrain("train-0", "anna")).isFalse();
    }

    @Test
    default void an_environment_lets_in_as_many_as_it_has_places_and_the_oldest_first() {
        Admission two = new Admission(Optional.of(2), Optional.empty());
        String first = books().accepted("r1", aPlan("shop", "2.0"));
        String second = books().accepted("r2", aPlan("parking", "2.0"));
        String third = books().accepted("r3", aPlan("permits", "2.0"));
        String fourth = books().accepted("r4", aPlan("taxes", "2.0"));

        assertThat(books().ledger.admit(fourth, two).waitsByRule()).isTrue();
        assertThat(books().ledger.admit(second, two).state()).isEqualTo(State.ACTIVE);
        assertThat(books().ledger.admit(third, two).reason())
                .isEqualTo("waits, by rule \"atOnce\", for one of 2 places in the environment");
        assertThat(books().ledger.admit(first, two).state()).isEqualTo(State.ACTIVE);
        assertThat(books().ledger.nextIn("production")).contains(third);
        end(first, Ending.SUCCEEDED);
        assertThat(books().ledger.admit(fourth, two).state()).isEqualTo(State.WAITING);
        assertThat(books().ledger.admit(third, two).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    default void a_rollback_waits_for_a_place_but_not_for_others_who_do() {
        Admission one = new Admission(Optional.of(1), Optional.empty());
        String first = books().accepted("r1", aPlan("shop", "2.0"));
        books().ledger.admit(first, one);
        books().ledger.admit(books().accepted("r2", aPlan("parking", "2.0")), one);
        String rollback = books().accepted("r3", aPlan("permits", "2.0"), Kind.ROLLBACK);

        assertThat(books().ledger.admit(rollback, one).state()).isEqualTo(State.WAITING);
        end(first, Ending.SUCCEEDED);

        assertThat(books().ledger.admit(rollback, one).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    default void many_threads_let_in_no_more_than_there_are_places() {
        Admission three = new Admission(Optional.of(3), Optional.empty());
        List<String> all = IntStream.range(0, 12)
                .mapToObj(i -> books().accepted("r" + i, aPlan("app" + i, "2.0")))
                .toList();

        all.parallelStream().forEach(id -> books().ledger.admit(id, three));

        assertThat(books().ledger.lanes()).hasSizeLessThanOrEqualTo(3);
        all.forEach(id -> books().ledger.admit(id, three));
        assertThat(books().ledger.lanes()).hasSize(3).containsValues(all.get(0), all.get(1), all.get(2));
    }

    @Test
    default void who_comes_to_a_closed_environment_waits_with_its_reason() {
        String id = books().accepted("r1");

        Deployment waiting =
                books().ledger.admit(id, new Admission(Optional.empty(), Optional.of("until Monday (inventory)")));

        assertThat(waiting.waitsByRule()).isTrue();
        assertThat(waiting.reason()).isEqualTo("waits, by rule \"freeze\", until Monday (inventory)");
        assertThat(books().ledger.lanes()).isEmpty();
    }

    @Test
    default void a_freeze_by_hand_lasts_until_it_ends_or_somebody_thaws_it() {
        JdbiFreezes freezes = new JdbiFreezes(books().database, books().clock);
        freezes.freeze("production", Optional.empty(), "a fire", "anna");
        freezes.freeze("production", Optional.of(books().clock.instant().plusSeconds(60)), "an audit", "kari");
        freezes.freeze("staging", Optional.empty(), "a test", "anna");

        assertThat(freezes.current())
                .extracting(frozen -> frozen.environment() + " " + frozen.reason() + " " + frozen.by())
                .containsExactly("production an audit kari", "staging a test anna");
        assertThat(freezes.thaw("staging", "kari")).isTrue();
        assertThat(freezes.thaw("staging", "kari")).isFalse();
        books().clock.pause(Duration.ofSeconds(60));
        assertThat(freezes.current()).isEmpty();
        assertThat(freezes.thaw("production", "kari")).isFalse();
    }

    private Train accepted(String requestId, String... applications) {
        return books().ledger
                .accept(
                        request(requestId),
                        Stream.of(applications).map(name -> aPlan(name, "2.0")).toList(),
                        List.of(new LeftOut("permits", "runs 2.0 already")));
    }

    private Train superseding(String requestId) {
        Plan plan = aPlan("shop", "2.0");
        Environment before = plan.environment();
        Environment superseding = new Environment(
                before.name(),
                before.servers(),
                before.balancers(),
                before.pools(),
                before.sources(),
                before.reportTo(),
                true);
        return books().ledger
                .accept(
                        request(requestId),
                        List.of(new Plan(plan.application(), superseding, plan.release(), plan.steps())),
                        List.of());
    }

    private static TrainRequest request(String id) {
        return new TrainRequest(
                id,
                "production",
                new All("release", List.of()),
                Optional.of("kari"),
                List.of(),
                Optional.of("Friday"),
                false,
                false,
                Optional.of("ci"));
    }

    private Boarding atFinish(String id) {
        Deployment deployment = books().ledger.admit(id);
        return books().boardFinish(deployment);
    }

    private void end(String id, Ending ending) {
        books().ledger.end(atFinish(id), ending, "");
    }
}
