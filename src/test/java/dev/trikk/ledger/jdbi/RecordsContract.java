package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Train;
import dev.trikk.plan.Plan;
import dev.trikk.request.TrainRequest;
import dev.trikk.request.TrainRequest.All;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looking deployments and trains up. */
interface RecordsContract {
    /** Texts that mean something to a database, beside the name that they are made of. */
    List<String> NO_NAMES = List.of("%", "sho_", "SHOP", "shop ", "sh*p", "", "shop' or '1'='1", ":limit", "shop\\");

    Books books();

    /** The books after a restart. */
    LedgerDatabase reopened();

    @Test
    default void deployments_come_newest_first_each_as_the_ledger_holds_it() {
        books().clock.pause(Duration.ofNanos(123_456_000));
        String active = books().active("shop");
        books().clock.pause(Duration.ofHours(-1));
        String waiting = books().accepted("r2", aPlan("shop", "2.1"));

        reopened();

        List<Deployment> found = books().records.deployments(Wants.all().wanted(), 10);
        assertThat(found).containsExactly(books().deployment(waiting), books().deployment(active));
        assertThat(books().records.deployments(Wants.all().wanted(), 10)).isEqualTo(found);
    }

    @Test
    default void an_empty_ledger_has_no_deployments() {
        assertThat(books().records.deployments(Wants.all().wanted(), 10)).isEmpty();
    }

    @Test
    default void a_filter_leaves_out_whatever_is_not_asked_for() {
        String shop = books().active("shop");
        String parking = books().accepted("r2", aPlan("parking", "2.0"));
        String staged = books().accepted("r3", inStaging("shop"));
        Train train = train("r4", "shop", "parking");
        List<String> carried = train.deployments();
        Train other = train("r5", "permits");
        List<String> waiting = Stream.of(other.deployments(), List.of(carried.get(1), carried.get(0), staged, parking))
                .flatMap(List::stream)
                .toList();

        assertThat(found(Wants.all().application("shop"))).containsExactly(carried.get(1), staged, shop);
        assertThat(found(Wants.all().environment("staging"))).containsExactly(staged);
        assertThat(found(Wants.all().train(train.id()))).containsExactly(carried.get(1), carried.get(0));
        assertThat(found(Wants.all().states(State.ACTIVE))).containsExactly(shop);
        assertThat(found(Wants.all().train(other.id()))).isEqualTo(other.deployments());
        assertThat(found(Wants.all().states(State.WAITING))).isEqualTo(waiting);
        assertThat(found(Wants.all().states(State.HELD, State.ENDED))).isEmpty();
    }

    @Test
    default void filters_together_leave_what_all_of_them_do() {
        books().active("shop");
        String waiting = books().accepted("r2", aPlan("shop", "2.1"));
        books().accepted("r3", aPlan("parking", "2.0"));
        books().accepted("r4", inStaging("shop"));
        String last = books().accepted("r5", aPlan("shop", "2.2"));
        Wants wanted = Wants.all().application("shop").environment("production").states(State.WAITING);

        assertThat(found(wanted)).containsExactly(last, waiting);
        assertThat(found(wanted.before(last))).containsExactly(waiting);
        assertThat(found(wanted.train("train-1"))).isEmpty();
    }

    @Test
    default void no_state_is_that_of_no_deployment() {
        books().accepted("r1");

        assertThat(found(Wants.all().states())).isEmpty();
    }

    @Test
    default void a_name_is_compared_as_a_whole_and_never_read_as_a_pattern_or_as_sql() {
        books().accepted("r1");

        assertThat(NO_NAMES).allSatisfy(name -> {
            assertThat(found(Wants.all().application(name))).isEmpty();
            assertThat(found(Wants.all().environment(name))).isEmpty();
            assertThat(found(Wants.all().train(name))).isEmpty();
            assertThat(found(Wants.all().before(name))).isEmpty();
        });
    }

    @Test
    default void pages_of_deployments_meet_while_new_ones_come_between_them() {
        List<String> ids = accepted(5);

        List<String> first = found(Wants.all(), 2);
        books().accepted("later");
        List<String> second = found(Wants.all().before(first.get(1)), 2);
        books().accepted("later still");
        List<String> third = found(Wants.all().before(second.get(1)), 2);

        assertThat(Stream.of(first, second, third).flatMap(List::stream))
                .containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0));
        assertThat(found(Wants.all().before(third.get(0)), 2)).isEmpty();
    }

    @Test
    default void a_page_goes_on_after_a_deployment_that_its_filters_leave_out() {
        String shop = books().accepted("r1");
        String parking = books().accepted("r2", aPlan("parking", "2.0"));
        books().accepted("r3");

        assertThat(found(Wants.all().application("shop").before(parking))).containsExactly(shop);
    }

    @Test
    default void nothing_is_older_than_a_deployment_that_nobody_knows() {
        books().accepted("r1");

        assertThat(found(Wants.all().before("shop-99"))).isEmpty();
    }

    @Test
    default void a_page_of_deployments_is_as_long_as_wanted_or_as_what_there_is() {
        accepted(3);

        assertThat(found(Wants.all(), 0)).isEmpty();
        assertThat(found(Wants.all(), 1)).hasSize(1);
        assertThat(found(Wants.all(), 3)).hasSize(3);
        assertThat(found(Wants.all(), 201)).hasSize(3);
    }

    @Test
    default void pages_of_trains_meet_while_new_ones_come_between_them() {
        List<String> ids =
                IntStream.range(0, 3).mapToObj(i -> train("r" + i).id()).toList();

        List<String> first = trains(2, Optional.empty());
        train("later");
        List<String> second = trains(2, Optional.of(first.get(1)));

        assertThat(Stream.of(first, second).flatMap(List::stream)).containsExactly(ids.get(2), ids.get(1), ids.get(0));
        assertThat(trains(2, Optional.of(second.get(0)))).isEmpty();
        assertThat(trains(0, Optional.empty())).isEmpty();
        assertThat(trains(201, Optional.empty())).hasSize(4);
    }

    @Test
    default void nothing_is_older_than_a_train_that_nobody_knows() {
        String deployment = train("r1", "shop").deployments().get(0);

        assertThat(Stream.concat(NO_NAMES.stream(), Stream.of("train-99", deployment)))
                .allSatisfy(id -> assertThat(trains(10, Optional.of(id))).isEmpty());
    }

    private List<String> trains(int limit, Optional<String> before) {
        return books().ledger.trains(limit, before).stream().map(Train::id).toList();
    }

    private List<String> accepted(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> books().accepted("r" + i))
                .toList();
    }

    private List<String> found(Wants wants) {
        return found(wants, 100);
    }

    private List<String> found(Wants wants, int limit) {
        return books().records.deployments(wants.wanted(), limit).stream()
                .map(Deployment::id)
                .toList();
    }

    private static Plan inStaging(String application) {
        Plan plan = aPlan(application, "2.0");
        Application there = plan.application();
        Environment environment = plan.environment();
        return new Plan(
                new Application(
                        there.name(),
                        there.artifact(),
                        there.user(),
                        there.jmxPort(),
                        there.xmx(),
                        there.http(),
                        there.reload(),
                        there.health(),
                        there.control(),
                        there.keep(),
                        there.deleteOldVersions(),
                        Map.of("staging", plan.placement())),
                new Environment(
                        "staging",
                        environment.servers(),
                        environment.balancers(),
                        environment.pools(),
                        environment.sources(),
                        environment.reportTo()),
                plan.release(),
                plan.steps());
    }

    private Train train(String requestId, String... applications) {
        return books().ledger
                .accept(
                        new TrainRequest(
                                requestId,
                                "production",
                                new All("release", List.of()),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                false,
                                false,
                                Optional.empty()),
                        Stream.of(applications).map(name -> aPlan(name, "2.0")).toList(),
                        List.of());
    }
}
