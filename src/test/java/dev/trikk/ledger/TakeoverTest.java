package dev.trikk.ledger;

import static dev.trikk.Fixtures.aDeployment;
import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Takeover.Answer;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TakeoverTest {
    private final Deployment shop = aDeployment(aPlan("shop", "2"), "");
    private final Deployment parking = aDeployment(aPlan("parking", "2"), "");

    @Test
    void a_member_that_nobody_has_noted_is_left_alone() {
        Takeover takeover = Takeover.of("proxy1", "one", Optional.empty(), List.of(shop));

        assertThat(takeover.answer()).isEqualTo(Answer.NO);
        assertThat(takeover.words()).contains("proxy1 is out of rotation, and not by Trikk");
    }

    @Test
    void who_left_it_out_may_go_on_with_it() {
        assertThat(Takeover.of("proxy1", "one", Optional.of(shop), List.of(shop))
                        .answer())
                .isEqualTo(Answer.FREE);
    }

    @Test
    void it_may_also_be_taken_along_by_another() {
        assertThat(Takeover.of("proxy1", "one", Optional.of(shop), List.of(parking, shop))
                        .answer())
                .isEqualTo(Answer.FREE);
    }

    @Test
    void what_another_lane_has_left_out_stays_out() {
        Takeover takeover = Takeover.of("proxy1", "one", Optional.of(shop), List.of(parking));

        assertThat(takeover.answer()).isEqualTo(Answer.NO);
        assertThat(takeover.words()).contains("left there by shop-17");
    }

    @Test
    void while_another_is_at_work_on_it_one_comes_later() {
        Takeover takeover = Takeover.of("proxy1", "one", Optional.of(rotating(shop)), List.of(parking));

        assertThat(takeover.answer()).isEqualTo(Answer.LATER);
        assertThat(takeover.words()).isEqualTo("proxy1 is out of rotation for shop-17, which is still at it");
    }

    @Test
    void one_that_is_at_work_on_another_pair_has_left_this_one() {
        assertThat(Takeover.of("proxy2", "two", Optional.of(rotating(shop)), List.of(parking))
                        .answer())
                .isEqualTo(Answer.NO);
    }

    private static Deployment rotating(Deployment deployment) {
        Plan plan = deployment.plan();
        int cursor = IntStream.range(0, plan.finish())
                .filter(step -> plan.steps().get(step).stage() == Stage.ROTATE)
                .findFirst()
                .orElseThrow();
        return new Deployment(
                deployment.id(),
                deployment.request(),
                plan,
                deployment.state(),
                cursor,
                deployment.epoch(),
                deployment.wish(),
                deployment.ending(),
                deployment.reason(),
                "",
                deployment.heldUntil(),
                deployment.movedAt(),
                deployment.acceptedAt(),
                deployment.startedAt(),
                deployment.endedAt());
    }
}
