package dev.trikk.control;

import static dev.trikk.Fixtures.aDeployment;
import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import dev.trikk.plan.Without;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a step may have done of which nothing is recorded. */
class ParkedTest {
    private final Plan plan = aPlan("shop", "2");

    @Test
    void a_parked_rotation_counts_as_having_touched_its_pair() {
        assertThat(Parked.touched(parkedAt(Stage.ROTATE), List.of())).containsExactly("app1", "proxy1");
    }

    @Test
    void a_parked_switch_counts_as_having_touched_its_servers() {
        assertThat(Parked.touched(parkedAt(Stage.SWITCH), List.of())).containsExactly("batch1");
    }

    @Test
    void what_lies_beside_the_running_release_is_not_touched() {
        assertThat(Parked.touched(parkedAt(Stage.INSTALL), List.of())).isEmpty();
        assertThat(Parked.back(parkedAt(Stage.INSTALL), List.of()).steps())
                .extracting(Step::stage)
                .containsExactly(Stage.FETCH, Stage.FINISH);
    }

    @Test
    void its_way_back_takes_the_place_of_its_step() {
        Deployment parked = parkedAt(Stage.ROTATE);

        Plan back = Parked.back(parked, List.of());

        assertThat(back.steps().get(parked.cursor()).inWords()).isEqualTo("rotate one back (proxy1, app1)");
        assertThat(back.finish()).isEqualTo(parked.cursor() + 1);
    }

    @Test
    void a_way_back_without_a_server_stays_a_way_back() {
        Plan back = Parked.back(parkedAt(Stage.ROTATE), List.of());
        int rotation = back.finish() - 1;

        assertThat(Without.servers(back, rotation, List.of("app2")).steps().get(rotation))
                .isEqualTo(back.steps().get(rotation));
        assertThat(Without.servers(back, rotation, List.of("app1")).finish()).isEqualTo(rotation);
    }

    @Test
    void the_bound_of_a_rotation_counts_drain_scripts_and_checks() {
        Step rotation = parkedAt(Stage.ROTATE).step();

        // 130 s for the balancer, 5 s drain, six scripts of 10 s twice; this application has no health check
        assertThat(Longest.of(plan, rotation, Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(130 + 5 + 120));
    }

    private Deployment parkedAt(Stage stage) {
        Deployment any = aDeployment(plan, "the stage broke");
        int cursor = plan.steps().stream().map(Step::stage).toList().indexOf(stage);
        return new Deployment(
                any.id(),
                any.request(),
                plan,
                State.HELD,
                cursor,
                1,
                Optional.empty(),
                Optional.empty(),
                any.reason(),
                "",
                Optional.empty(),
                any.movedAt(),
                any.acceptedAt(),
                any.startedAt(),
                Optional.empty());
    }
}
