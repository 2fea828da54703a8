package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.anApplication;
import static dev.trikk.stage.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Drain;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest extends RotationCase {
    @Test
    void a_check_of_the_balancer_that_fails_once_does_not_fail_the_drain() {
        OtherMember balancer = new OtherMember(Duration.ofSeconds(1));

        boolean isOut = leave(balancer);

        assertThat(isOut).isTrue();
        assertThat(balancer.rotation).isEqualTo(Rotation.DRAINING);
        assertThat(scene.rotations.drained()).hasSize(1);
    }

    @Test
    void a_member_that_stays_unwell_keeps_the_other_one_in_rotation() {
        OtherMember balancer = new OtherMember(Duration.ofHours(1));

        boolean isOut = leave(balancer);

        assertThat(isOut).isFalse();
        assertThat(balancer.rotation).isEqualTo(Rotation.IN);
        assertThat(scene.rotations.drained()).isEmpty();
        assertThat(scene.time.passed()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void nobody_is_drained_when_too_few_would_stay_in_service() {
        scene.row.put("proxy2", Rotation.IN, false, 0);

        List<Result> results = ride(aPlan());

        assertThat(scene.log).isEmpty();
        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(result.isOk()).isFalse())
                .satisfies(result -> assertThat(result.outcome().stderr()).contains("0 of 2 members"));
    }

    @Test
    void sessions_left_at_the_deadline_are_not_cut_under_the_policy_abort() {
        scene.row.put("proxy1", Rotation.IN, true, 3);

        List<Result> results = ride(aPlan());

        assertThat(scene.log).containsExactly("drain proxy1", "restore proxy1");
        assertThat(results.get(0).outcome().stderr())
                .isEqualTo("3 sessions were left after 5 s, and onDeadline is abort");
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void sessions_left_at_the_deadline_are_cut_under_the_policy_force() {
        scene.row.put("proxy1", Rotation.IN, true, 3);

        List<Result> results = ride(aPlan(Drain.OnDeadline.FORCE));

        assertThat(results).allMatch(Result::isOk);
        assertThat(results.get(0).outcome().stdout()).contains("3 sessions were left after 5 s, cut");
    }

    @Test
    void a_member_that_somebody_put_back_meanwhile_is_left_alone() {
        Boarding boarding = boarded(aPlan());
        scene.row.members.replace("proxy1", new Member("proxy1", Rotation.IN, true, 1));
        RotateStage undone = scene.rotate(scene.gate(unused -> new Undoing(scene.row)));

        List<Result> results = undone.ride(boarding).get(0).results();

        assertThat(results).singleElement().satisfies(result -> assertThat(
                        result.outcome().stderr())
                .isEqualTo("somebody put proxy1 back into rotation meanwhile"));
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void a_restore_is_tried_again_while_the_balancer_is_away() {
        scene.row.troubles.add(new BalancerUnavailable("connection refused", null));

        List<Result> results = ride(aPlan());

        assertThat(scene.log).endsWith("restore proxy1", "restore proxy1");
        assertThat(results).allMatch(Result::isOk);
    }

    @Test
    void a_balancer_that_stays_away_at_the_restore_is_an_outage_and_the_repeated_step_restores() {
        for (int i = 0; i < 100; i++) {
            scene.row.troubles.add(new BalancerUnavailable("connection refused", null));
        }
        Boarding boarding = boarded(aPlan());

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(BalancerUnavailable.class);

        assertThat(scene.rotations.drained()).hasSize(1);
        scene.row.troubles.clear();
        scene.log.clear();
        assertThat(ride(again(boarding))).allMatch(Result::isOk);
        assertThat(scene.log).contains("app1 restart").endsWith("restore proxy1");
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void a_balancer_that_cannot_be_asked_before_the_drain_is_an_outage() {
        scene.row.givenAway(1);
        Boarding boarding = boarded(aPlan());

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(BalancerUnavailable.class);

        assertThat(scene.log).isEmpty();
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void a_drain_whose_effect_nobody_can_see_is_undone_before_the_step_is_tried_again() {
        scene.givenEvent("drain proxy1", () -> {
            throw new BalancerUnavailable("the reply was lost", null);
        });
        Boarding boarding = boarded(aPlan());

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(BalancerUnavailable.class);

        assertThat(scene.log).containsExactly("drain proxy1", "restore proxy1");
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void a_member_that_another_application_left_out_is_not_put_back_by_this_one() {
        scene.row.put("proxy1", Rotation.DRAINING, true, 0);
        String other = scene.boarded(
                        Plans.rolling(anApplication("parking"), aPairedEnvironment(), aRelease("parking", "2")),
                        Stage.FETCH)
                .deployment()
                .id();
        scene.rotations.drained(new Drained("production", "main", "proxy1", other, Instant.EPOCH, Instant.EPOCH));

        List<Result> results = ride(aPlan());

        assertThat(scene.log).isEmpty();
        assertThat(results).singleElement().satisfies(result -> assertThat(result.inWords())
                .contains("proxy1 is out of rotation, left there by " + other));
    }

    @Test
    void a_member_that_an_operator_took_out_is_left_alone() {
        scene.row.put("proxy1", Rotation.OUT, true, 0);

        List<Result> results = ride(aPlan());

        assertThat(scene.log).isEmpty();
        assertThat(results).singleElement().satisfies(result -> assertThat(result.inWords())
                .contains("proxy1 is out of rotation, and not by Trikk"));
    }

    @Test
    void a_member_that_the_same_application_left_out_is_mended_by_it() {
        ride(aPlan(), failed("no Java"), failed("no Java"));
        assertThat(scene.rotations.drained()).hasSize(1);

        List<Result> results = ride(aPlan());

        assertThat(results).allMatch(Result::isOk);
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void a_balancer_that_is_lost_while_a_member_drains_does_not_leave_it_out() {
        scene.row.lookTroubles.add(new BalancerUnavailable("connection refused", null));
        Boarding boarding = boarded(aPlan());

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(BalancerUnavailable.class);

        assertThat(scene.log).containsExactly("drain proxy1", "restore proxy1");
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void a_balancer_that_stays_away_while_a_member_drains_leaves_it_in_the_ledgers_list() {
        scene.row.lookTroubles.add(new BalancerUnavailable("connection refused", null));
        for (int i = 0; i < 100; i++) {
            scene.row.troubles.add(new BalancerUnavailable("connection refused", null));
        }
        Boarding boarding = boarded(aPlan());

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(BalancerUnavailable.class);

        assertThat(scene.rotations.drained()).hasSize(1);
    }

    @Test
    void one_that_was_replaced_while_a_member_drained_does_not_put_it_back_at_the_deadline() {
        scene.row.put("proxy1", Rotation.IN, true, 3);
        Boarding boarding = boarded(aPlan());
        scene.givenEvent("drain proxy1", () -> again(boarding));

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(StaleEpoch.class);

        assertThat(scene.log).containsExactly("drain proxy1");
        assertThat(scene.rotations.drained()).hasSize(1);
    }

    @Test
    void one_that_was_replaced_while_a_member_drained_changes_no_server() {
        Boarding boarding = boarded(aPlan());
        scene.givenEvent("drain proxy1", () -> again(boarding));

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(StaleEpoch.class);

        assertThat(scene.log).containsExactly("drain proxy1");
        assertThat(scene.rotations.drained()).hasSize(1);
    }

    @Test
    void one_that_was_replaced_and_has_lost_the_balancer_does_not_put_a_member_back() {
        scene.row.lookTroubles.add(new BalancerUnavailable("connection reset", null));
        Boarding boarding = boarded(aPlan());
        scene.givenEvent("drain proxy1", () -> again(boarding));

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(StaleEpoch.class);

        assertThat(scene.log).containsExactly("drain proxy1");
        assertThat(scene.rotations.drained()).hasSize(1);
    }

    private Boarding again(Boarding boarding) {
        return scene.ledger
                .board(boarding.deployment().id(), boarding.step(), true)
                .orElseThrow();
    }

    private boolean leave(LoadBalancer balancer) {
        Convoy convoy = Convoy.of(boarded(aPlan()), List.of(), Duration.ofMinutes(1));
        return scene.gate(unused -> balancer).leave(convoy);
    }

    /** A balancer that forgets every drain, as one does that is reloaded. */
    private record Undoing(Scene.Row row) implements LoadBalancer {
        @Override
        public List<Member> members() {
            return row.members();
        }

        @Override
        public void drain(String member) {}

        @Override
        public void restore(String member) {}
    }

    /** A balancer that does not believe in proxy2 for a while; proxy1 is well. */
    private final class OtherMember implements LoadBalancer {
        private final Duration unwell;
        private Rotation rotation = Rotation.IN;

        OtherMember(Duration unwell) {
            this.unwell = unwell;
        }

        @Override
        public List<Member> members() {
            boolean isWell = scene.time.passed().compareTo(unwell) >= 0;
            return List.of(new Member("proxy1", rotation, true, 0), new Member("proxy2", Rotation.IN, isWell, 0));
        }

        @Override
        public void drain(String member) {
            rotation = Rotation.DRAINING;
        }

        @Override
        public void restore(String member) {
            rotation = Rotation.IN;
        }
    }
}
