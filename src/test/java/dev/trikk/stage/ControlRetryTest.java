package dev.trikk.stage;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** What is left undone is done. */
class ControlRetryTest extends ControlCase {
    @Test
    void a_parked_one_tries_its_step_again() {
        String id = givenParked(Stage.ROTATE);

        Exchange retry = send("retry", id);

        assertThat(answer(retry)).contains("\"done\":true", "goes on with rotate one (proxy1, app1)");
        assertThat(next(retry)).isEqualTo("rotate " + id + " 2");
        assertThat(dropped).containsExactly("rotate " + id);
        assertThat(scene.alarms.open()).isEmpty();
        assertThat(deployment(id).reason()).isEmpty();
        assertThat(scene.ledger.board(id, 2, false)).isPresent();
    }

    @Test
    void a_parked_one_goes_on_without_a_server_and_so_without_its_pair() {
        String id = givenParked(Stage.ROTATE);

        Exchange retry = send("retry", id, "\"options\": {\"exclude\": [\"app1\"]}");

        assertThat(answer(retry)).contains("goes on with rotate two (proxy2, app2)", "PARTIAL: app1, proxy1");
        assertThat(deployment(id).plan().steps())
                .extracting(Step::inWords)
                .containsExactly(
                        "fetch (proxy1, proxy2, app1, app2, batch1)",
                        "install (proxy1, proxy2, app1, app2, batch1)",
                        "rotate two (proxy2, app2)",
                        "verify (proxy2, app2, batch1)",
                        "prune (proxy2, app2, batch1)",
                        "finish");
        assertThat(verdict(id)).isEqualTo(Ending.PARTIAL);
    }

    @Test
    void a_server_that_is_not_there_cannot_be_excluded() {
        String id = givenParked(Stage.ROTATE);

        Exchange retry = send("retry", id, "\"options\": {\"exclude\": [\"ap1\"]}");

        assertThat(answer(retry)).contains("\"done\":false", "did you mean app1?");
        assertThat(deployment(id).isParked()).isTrue();
    }

    @Test
    void what_a_deployment_has_left_undone_becomes_a_deployment_of_its_own() {
        String old = givenEndedAfterPairOne();

        Exchange retry = send("retry", old, "\"id\": \"anna-7\"");

        Deployment made = scene.ledger.findByRequest("anna-7").orElseThrow();
        assertThat(answer(retry))
                .contains("\"done\":true", "\"deployment\":\"" + made.id(), made.id() + " does what " + old);
        assertThat(next(retry)).isEqualTo("admit " + made.id() + " 0");
        assertThat(made.request().retryOf()).contains(old);
        assertThat(made.plan().steps())
                .extracting(Step::inWords)
                .containsExactly(
                        "fetch (proxy2, app2, batch1)",
                        "install (proxy2, app2, batch1)",
                        "switch (batch1)",
                        "restart (batch1)",
                        "rotate two (proxy2, app2)",
                        "verify (proxy1, proxy2, app1, app2, batch1)",
                        "prune (proxy1, proxy2, app1, app2, batch1)",
                        "finish");
        assertThat(made.plan().start().previous()).containsEntry("app1", "shop-1-standalone");
    }

    @Test
    void a_retry_that_comes_again_makes_no_second_deployment() {
        String old = givenEndedAfterPairOne();
        send("retry", old, "\"id\": \"anna-7\"");

        Exchange again = message("retry", old, "{\"id\": \"anna-8\"}");
        Exchange same = send("retry", old, "\"id\": \"anna-7\"");
        control.process(again);

        assertThat(answer(same)).contains("does what " + old);
        assertThat(answer(again)).contains("\"done\":false", "is in the same lane");
        assertThat(scene.ledger.underWay()).hasSize(1);
    }

    @Test
    void a_retry_is_refused_when_something_newer_was_deployed_since() {
        String old = givenEndedAfterPairOne();
        Boarding newer = scene.boarded(aPlan("shop", "3"), Stage.FINISH);
        scene.ledger.end(newer, Ending.SUCCEEDED, "");

        Exchange retry = send("retry", old);

        assertThat(answer(retry)).contains("\"done\":false", newer.deployment().id() + " (3, SUCCEEDED)");
    }

    @Test
    void a_newer_one_that_touched_nothing_is_no_hindrance() {
        String old = givenEndedAfterPairOne();
        Boarding newer = scene.boarded(aPlan("shop", "3"), Stage.FINISH);
        scene.ledger.end(newer, Ending.FAILED, "no zip");

        assertThat(answer(send("retry", old))).contains("\"done\":true");
    }

    @Test
    void a_success_leaves_nothing_to_do() {
        Boarding finish = scene.boarded(aPlan("shop", "3"), Stage.FINISH);
        scene.ledger.end(finish, Ending.SUCCEEDED, "");

        assertThat(answer(send("retry", finish.deployment().id()))).contains("\"done\":false", "has succeeded");
    }
}
