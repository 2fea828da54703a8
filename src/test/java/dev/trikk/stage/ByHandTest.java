package dev.trikk.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.control.MemberControl;
import dev.trikk.control.Reply;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Result;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.Member.Rotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Members moved by hand, and rotations that come across them. */
class ByHandTest extends RotationCase {
    private final Inventory inventory = new Inventory(Map.of(), Map.of("production", aPlan().environment()), Map.of());
    private final MemberControl hand = new ByHand(
            () -> inventory,
            scene.rotations,
            scene,
            new Drains(scene.time, scene.time, Duration.ofMillis(100)),
            scene.time);

    @Test
    void who_is_still_served_is_not_cut_off_and_is_counted() {
        scene.row.put("proxy1", Rotation.IN, true, 3);

        Reply reply = hand.drain("production", "main", "proxy1", "anna", "new disk");

        assertThat(reply.done()).isTrue();
        assertThat(reply.says()).contains("draining, 3 connections left");
        assertThat(scene.rotations.drained()).hasSize(1);
        assertThat(scene.time.passed()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_rotation_works_on_a_member_that_is_out_by_hand_and_leaves_it_out() {
        hand.drain("production", "main", "proxy1", "anna", "new disk");
        Drained entry = scene.rotations.drained().get(0);
        scene.log.clear();

        List<Result> results = ride(aPlan());

        assertThat(results).as(results.toString()).allMatch(Result::isOk);
        assertThat(scene.log).contains("app1 restart").doesNotContain("drain proxy1", "restore proxy1");
        assertThat(actions(results)).startsWith(Action.DRAIN).endsWith(Action.RESTORE);
        assertThat(results.get(results.size() - 1).outcome().stdout())
                .isEqualTo("stays out of rotation, where it was put by anna: new disk");
        assertThat(scene.row.member("proxy1").rotation()).isNotEqualTo(Rotation.IN);
        assertThat(scene.rotations.drained()).containsExactly(entry);
    }

    @Test
    void a_rotation_of_the_other_pair_counts_the_member_that_is_out_by_hand_as_out() {
        hand.drain("production", "main", "proxy2", "anna", "new disk");

        List<Result> results = ride(aPlan());

        assertThat(results).singleElement().satisfies(result -> assertThat(
                        result.outcome().stderr())
                .contains("0 of 2 members would be in service"));
        assertThat(scene.row.member("proxy1").rotation()).isEqualTo(Rotation.IN);
    }

    @Test
    void a_rotation_that_goes_wrong_on_such_a_member_leaves_it_in_the_hand_of_who_took_it() {
        hand.drain("production", "main", "proxy1", "anna", "new disk");
        Drained entry = scene.rotations.drained().get(0);
        scene.givenOutcome("app1", "restart", Scene.failed("no"), Scene.failed("no"));

        List<Result> results = ride(aPlan());

        assertThat(results).anyMatch(result -> !result.isOk());
        assertThat(scene.rotations.drained()).containsExactly(entry);
        assertThat(scene.log).doesNotContain("restore proxy1");
    }

    @Test
    void a_member_that_the_balancer_serves_again_is_rotated_like_any_other() {
        hand.drain("production", "main", "proxy1", "anna", "new disk");
        scene.row.put("proxy1", Rotation.IN, true, 0);
        scene.log.clear();

        List<Result> results = ride(aPlan());

        assertThat(results).allMatch(Result::isOk);
        assertThat(scene.log).contains("drain proxy1", "restore proxy1");
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void while_a_pool_is_rotated_its_members_are_not_moved_by_hand() {
        Boarding rotation = boarded(aPlan());
        assertThat(scene.rotations.claim(rotation)).isTrue();

        Reply drain = hand.drain("production", "main", "proxy2", "anna", "");
        Reply restore = hand.restore("production", "main", "proxy1", "anna");

        assertThat(drain.done()).isFalse();
        assertThat(drain.says()).startsWith(rotation.deployment().id() + " is at work on pool main");
        assertThat(restore.done()).isFalse();
        assertThat(scene.log).doesNotContain("drain proxy2", "restore proxy1");
    }

    @Test
    void a_member_that_a_deployment_has_left_out_is_put_back_by_hand() {
        Boarding rotation = boarded(aPlan());
        scene.row.put("proxy1", Rotation.OUT, true, 0);
        scene.rotations.drained(new Drained(
                "production",
                "main",
                "proxy1",
                rotation.deployment().id(),
                scene.time.instant(),
                scene.time.instant()));

        Reply reply = hand.restore("production", "main", "proxy1", "anna");

        assertThat(reply.says())
                .contains("in service", "taken out by " + rotation.deployment().id());
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void names_that_would_fool_the_eye_are_kept_in_a_form_that_does_not() {
        hand.drain("production", "main", "proxy1", "an\u001b[31mna", "a".repeat(3_000));

        assertThat(scene.rotations.drained()).singleElement().satisfies(entry -> {
            assertThat(entry.hand().orElseThrow().by()).isEqualTo("an<U+001B>[31mna");
            assertThat(entry.hand().orElseThrow().reason()).hasSize(1_000);
        });
    }
}
