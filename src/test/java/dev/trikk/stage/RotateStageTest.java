package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.anApplication;
import static dev.trikk.stage.Scene.failed;
import static dev.trikk.stage.Scene.lost;
import static dev.trikk.stage.Scene.previously;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Health;
import dev.trikk.inventory.Pool;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotateStageTest {
    private final Scene scene = new Scene();
    private final RotateStage stage =
            new RotateStage(scene.servers, scene.checks, scene.gate, scene.ledger, Scene.DEADLINE);

    @AfterEach
    void close() {
        scene.close();
    }

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
        assertThat(scene.ledger.drained()).isEmpty();
    }

    @Test
    void the_ledger_knows_who_drained_a_member_before_the_balancer_does() {
        scene.givenOutcome("app1", "switch", failed("no"), failed("no")).givenOutcome("app1", "back", failed("gone"));

        Boarding boarding = boarded(aPlan());
        stage.ride(boarding);

        assertThat(scene.ledger.drained())
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
        assertThat(scene.ledger.drained()).hasSize(1);
        assertThat(actions(results)).endsWith("back", "back", "restart", "check");
    }

    @Test
    void a_first_deployment_that_fails_is_stopped_again_and_the_pair_returns() {
        scene.givenOutcome("app1", "restart", failed("no Java"));
        Boarding boarding = scene.boarded(aPlan(), Stage.ROTATE);

        stage.ride(boarding);

        assertThat(scene.log).endsWith("proxy1 back", "app1 back", "app1 stop", "proxy1 reload", "restore proxy1");
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
        assertThat(scene.ledger.drained()).isEmpty();
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
        Scene.Row stubborn = scene.row;
        RotateStage undone = new RotateStage(
                scene.servers,
                scene.checks,
                new Gate(
                        balancer -> new Undoing(stubborn),
                        new dev.trikk.rotation.Drains(scene.time, scene.time, Duration.ofMillis(100)),
                        scene.ledger,
                        scene.time,
                        scene.time),
                scene.ledger,
                Scene.DEADLINE);

        List<Result> results = undone.ride(boarding);

        assertThat(results).singleElement().satisfies(result -> assertThat(
                        result.outcome().stderr())
                .isEqualTo("somebody put proxy1 back into rotation meanwhile"));
        assertThat(scene.ledger.drained()).isEmpty();
    }

    @Test
    void a_restore_is_tried_again_while_the_balancer_is_away() {
        scene.row.troubles.add(new BalancerUnavailable("connection refused", null));

        List<Result> results = ride(aPlan());

        assertThat(scene.log).endsWith("restore proxy1", "restore proxy1");
        assertThat(results).allMatch(Result::isOk);
    }

    @Test
    void a_balancer_that_stays_away_leaves_the_member_out_and_says_so() {
        for (int i = 0; i < 100; i++) {
            scene.row.troubles.add(new BalancerUnavailable("connection refused", null));
        }

        List<Result> results = ride(aPlan());

        assertThat(results.get(results.size() - 1).outcome().stderr())
                .isEqualTo("proxy1 stays out of rotation: connection refused");
        assertThat(scene.ledger.drained()).hasSize(1);
    }

    @Test
    void a_script_whose_answer_was_lost_is_run_once_more() {
        scene.givenOutcome("app1", "restart", lost());

        List<Result> results = ride(aPlan());

        assertThat(scene.log.stream().filter("app1 restart"::equals)).hasSize(2);
        assertThat(results).allMatch(Result::isOk);
    }

    @Test
    void an_attempt_that_a_server_calls_stale_restores_nothing_and_cannot_be_recorded() {
        Outcome stale = new Outcome(Outcome.Status.FAILED, 76, "", "a newer attempt was here", Duration.ZERO);
        scene.givenOutcome("app1", "restart", stale).givenOutcome("app1", "back", stale);
        Boarding boarding = boarded(aPlan());
        assertThat(scene.ledger.board(boarding.deployment().id(), boarding.step()))
                .isPresent();

        List<Result> results = stage.ride(boarding);

        assertThat(scene.log).endsWith("app1 restart", "proxy1 back", "app1 back");
        assertThatThrownBy(() -> scene.ledger.record(boarding, results, boarding.step() + 1, ""))
                .isInstanceOf(StaleEpoch.class);
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
    void a_member_that_another_application_left_out_is_not_put_back_by_this_one() {
        scene.row.put("proxy1", Rotation.DRAINING, true, 0);
        String other = scene.boarded(
                        Plans.rolling(anApplication("parking"), aPairedEnvironment(), aRelease("parking", "2")),
                        Stage.FETCH)
                .deployment()
                .id();
        scene.ledger.drained(new Drained("production", "main", "proxy1", other, Instant.EPOCH, Instant.EPOCH));

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
        assertThat(scene.ledger.drained()).hasSize(1);

        List<Result> results = ride(aPlan());

        assertThat(results).allMatch(Result::isOk);
        assertThat(scene.ledger.drained()).isEmpty();
    }

    @Test
    void a_balancer_that_is_lost_while_a_member_drains_does_not_leave_it_out() {
        scene.row.lookTroubles.add(new BalancerUnavailable("connection refused", null));

        List<Result> results = ride(aPlan());

        assertThat(scene.log).containsExactly("drain proxy1", "restore proxy1");
        assertThat(results).singleElement().satisfies(result -> assertThat(
                        result.outcome().stderr())
                .isEqualTo("the balancer was lost while proxy1 drained (connection refused); it is back in rotation"));
        assertThat(scene.ledger.drained()).isEmpty();
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

    private List<Result> ride(Plan plan) {
        return stage.ride(boarded(plan));
    }

    /** Rides and ends, with these outcomes of the restarts on app1. */
    private void ride(Plan plan, Outcome... restarts) {
        scene.givenOutcome("app1", "restart", restarts);
        Boarding boarding = boarded(plan);
        scene.ledger.record(boarding, stage.ride(boarding), plan.finish(), "failed");
        scene.ledger.end(
                scene.ledger.board(boarding.deployment().id(), plan.finish()).orElseThrow(), Ending.FAILED, "failed");
    }

    /** At the first rotation, with what the install has reported about the servers. */
    private Boarding boarded(Plan plan) {
        Boarding install = scene.boarded(plan, Stage.INSTALL);
        List<Result> reported = plan.pool().servers().stream()
                .map(server -> new Result(
                        install.step(),
                        Stage.INSTALL,
                        server,
                        Action.INSTALL,
                        previously("shop-1-standalone"),
                        Instant.EPOCH))
                .toList();
        Boarding next = scene.boardedAfter(install, reported);
        while (next.work().stage() != Stage.ROTATE) {
            next = scene.boardedAfter(next, List.of());
        }
        return next;
    }

    private static Plan aPlan() {
        return aPlan(Drain.OnDeadline.ABORT);
    }

    private static Plan aPlan(Drain.OnDeadline onDeadline) {
        Application shop = anApplication("shop", "batch1");
        Health health =
                new Health(9001, "/shop/health", Optional.of(8080), Optional.empty(), 2, Duration.ofSeconds(10));
        Application checked = new Application(
                shop.name(),
                shop.artifact(),
                shop.user(),
                shop.jmxPort(),
                shop.xmx(),
                shop.http(),
                shop.reload(),
                Optional.of(health),
                shop.control(),
                shop.keep(),
                shop.deleteOldVersions(),
                shop.placements());
        Environment paired = aPairedEnvironment();
        Pool pool = paired.pool("main");
        Environment environment = new Environment(
                paired.name(),
                paired.servers(),
                paired.balancers(),
                List.of(new Pool(
                        pool.name(),
                        pool.balancer(),
                        pool.pairs(),
                        pool.others(),
                        pool.minAvailable(),
                        new Drain(pool.drain().deadline(), onDeadline))),
                paired.sources(),
                paired.reportTo());
        return Plans.rolling(checked, environment, aRelease("shop", "2"));
    }

    private static List<String> actions(List<Result> results) {
        return results.stream().map(Result::action).toList();
    }

    /** A balancer that forgets every drain, as one does that is reloaded. */
    private record Undoing(Scene.Row row) implements dev.trikk.rotation.LoadBalancer {
        @Override
        public List<Member> members() {
            return row.members();
        }

        @Override
        public void drain(String member) {}

        @Override
        public void restore(String member) {}
    }
}
