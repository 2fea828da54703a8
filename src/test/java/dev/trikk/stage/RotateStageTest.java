package dev.trikk.stage;

import static dev.trikk.stage.Scene.failed;
import static dev.trikk.stage.Scene.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pool;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import dev.trikk.rotation.Member.Rotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotateStageTest extends RotationCase {
    @Test
    void a_pair_is_drained_switched_restarted_checked_reloaded_and_restored_in_this_order() {
        List<Result> results = ride(aPlan());

        assertThat(scene.log)
                .containsExactly(
                        "drain proxy1",
                        "proxy1 switch",
                        "app1 switch",
                        "app1 restart",
                        "app1 asked: 200",
                        "app1 asked: 200",
                        "proxy1 reload",
                        "proxy1 asked: 200",
                        "proxy1 asked: 200",
                        "restore proxy1");
        assertThat(results).allMatch(Result::isOk);
        assertThat(actions(results))
                .containsExactly("drain", "switch", "switch", "restart", "check", "reload", "check", "restore");
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void the_ledger_knows_who_drained_a_member_before_the_balancer_does() {
        List<Drained> entries = new ArrayList<>();
        scene.givenEvent("drain proxy1", () -> entries.addAll(scene.rotations.drained()));

        Boarding boarding = boarded(aPlan());
        ride(boarding);

        assertThat(entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.deployment())
                        .isEqualTo(boarding.deployment().id()))
                .satisfies(entry -> assertThat(entry.member()).isEqualTo("proxy1"))
                .satisfies(entry -> assertThat(entry.until()).isAfter(entry.since()));
    }

    @Test
    void an_application_that_does_not_come_up_is_put_back_before_the_pair_is_restored() {
        scene.givenOutcome("app1", "restart", failed("no Java"));

        List<Result> results = ride(aPlan());

        assertThat(scene.log)
                .containsExactly(
                        "drain proxy1",
                        "proxy1 switch",
                        "app1 switch",
                        "app1 restart",
                        "proxy1 back",
                        "app1 back",
                        "app1 restart",
                        "app1 asked: 200",
                        "app1 asked: 200",
                        "proxy1 reload",
                        "restore proxy1");
        assertThat(results.stream().filter(result -> !result.isOk()))
                .extracting(Result::inWords)
                .containsExactly("app1: restart failed with exit code 1: no Java");
    }

    @Test
    void the_way_back_leads_to_what_the_install_reported() {
        scene.givenOutcome("app1", "restart", failed("no Java"));

        ride(aPlan());

        assertThat(scene.scripts)
                .filteredOn(script -> script.name().equals("back"))
                .allMatch(script -> script.text().contains("shop-1-standalone"));
    }

    @Test
    void a_pair_that_does_not_come_up_on_its_previous_release_either_stays_out() {
        scene.givenStatus("app1.example.org", 503);

        List<Result> results = ride(aPlan());

        assertThat(scene.log).contains("drain proxy1", "app1 back").doesNotContain("restore proxy1");
        assertThat(scene.row.member("proxy1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(scene.rotations.drained()).hasSize(1);
        assertThat(scene.rotations.drained())
                .as("somebody must look at once")
                .allSatisfy(entry -> assertThat(entry.until()).isEqualTo(entry.since()));
        assertThat(actions(results)).endsWith("back", "back", "restart", "check");
    }

    @Test
    void a_first_deployment_that_fails_is_stopped_again_and_the_pair_returns() {
        scene.givenOutcome("app1", "restart", failed("no Java"));
        Boarding boarding = scene.boarded(aPlan(), Stage.ROTATE);

        ride(boarding);

        assertThat(scene.log).endsWith("proxy1 back", "app1 back", "app1 stop", "proxy1 reload", "restore proxy1");
    }

    @Test
    void a_script_whose_answer_was_lost_is_run_once_more() {
        scene.givenOutcome("app1", "restart", lost());

        List<Result> results = ride(aPlan());

        assertThat(scene.log.stream().filter("app1 restart"::equals)).hasSize(2);
        assertThat(results).allMatch(Result::isOk);
    }

    @Test
    void an_attempt_that_was_overtaken_touches_neither_balancer_nor_servers() {
        Boarding boarding = boarded(aPlan());
        overtake(boarding);

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(StaleEpoch.class);

        assertThat(scene.log).isEmpty();
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void an_attempt_that_is_overtaken_while_it_works_does_not_restore() {
        Boarding boarding = boarded(aPlan());
        scene.givenEvent("proxy1 reload", () -> overtake(boarding));

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(StaleEpoch.class);

        assertThat(scene.log).contains("proxy1 reload").doesNotContain("restore proxy1");
        assertThat(scene.rotations.drained()).hasSize(1);
    }

    @Test
    void an_attempt_that_a_server_calls_stale_leaves_the_entry_to_the_newer_one() {
        Outcome stale = new Outcome(Outcome.Status.FAILED, 76, "", "a newer attempt was here", Duration.ZERO);
        scene.givenOutcome("app1", "restart", stale).givenOutcome("app1", "back", stale);
        Boarding boarding = boarded(aPlan());
        scene.givenEvent("app1 restart", () -> overtake(boarding));

        assertThatThrownBy(() -> ride(boarding)).isInstanceOf(StaleEpoch.class);

        assertThat(scene.log).endsWith("app1 restart", "proxy1 back", "app1 back");
        assertThat(scene.rotations.drained()).singleElement().satisfies(entry -> assertThat(entry.until())
                .isAfter(entry.since()));
    }

    @Test
    void a_member_that_somebody_puts_back_before_the_restart_is_not_restarted_under_traffic() {
        scene.givenEvent("app1 switch", () -> scene.row.put("proxy1", Rotation.IN, true, 0));

        List<Result> results = ride(aPlan());

        assertThat(scene.log).doesNotContain("app1 restart").endsWith("proxy1 reload", "restore proxy1");
        assertThat(results)
                .extracting(Result::inWords)
                .anyMatch(words -> words.contains("not restarted: proxy1 gets traffic again, and not by Trikk"));
        assertThat(scene.rotations.drained()).isEmpty();
    }

    private void overtake(Boarding boarding) {
        assertThat(scene.ledger.board(boarding.deployment().id(), boarding.step(), true))
                .isPresent();
    }

    @Test
    void something_unforeseen_after_the_drain_leads_to_the_way_back_too() {
        scene.givenTrouble("app1 restart", new IllegalArgumentException("Malformed escape pair"));

        List<Result> results = ride(aPlan());

        assertThat(scene.log).containsSequence("app1 restart", "proxy1 back", "app1 back", "app1 restart");
        assertThat(scene.log).endsWith("restore proxy1");
        assertThat(results).extracting(Result::inWords).anyMatch(words -> words.contains("Malformed escape pair"));
    }

    @Test
    void a_pool_without_a_balancer_is_rotated_without_one() {
        Plan plan = aPlan();
        Pool pool = plan.pool();
        Environment bare = new Environment(
                "production",
                plan.environment().servers(),
                List.of(),
                List.of(new Pool("main", Optional.empty(), pool.pairs(), pool.others(), 0, pool.drain())),
                plan.environment().sources(),
                List.of());

        ride(Plans.rolling(plan.application(), bare, plan.release()));

        assertThat(scene.log).startsWith("proxy1 switch").endsWith("proxy1 asked: 200");
    }
}
