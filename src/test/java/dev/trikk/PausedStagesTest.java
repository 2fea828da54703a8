package dev.trikk;

import static dev.trikk.Rails.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.control.Reply;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.plan.Stage;
import dev.trikk.stage.StageRoutes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages that people pause, on the real routes, a real broker and a real ledger. */
class PausedStagesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void givenASite() {
        site = new Site(folder);
    }

    @Test
    void deployments_wait_before_a_paused_stage_without_an_alarm_and_ride_on_when_it_goes_on() throws Exception {
        try (Rails rails = new Rails(site, Duration.ofMillis(1));
                BrokerClient client = rails.client()) {
            rails.stages.pause("switch", "anna", "the switch is replaced");

            client.ask(aRequest("r1"));

            awaitBefore(rails, "switch");
            // the reconciler looks every half a second, and would miss a message after a millisecond
            await().during(A_WHILE).atMost(LONG).until(() -> !rails.log.contains("switch"));
            assertThat(rails.alarms.open()).isEmpty();
            Reply reply = rails.stages.resume("switch", "bert");
            assertThat(reply.says()).startsWith("switch takes messages again").contains("It was paused by anna");
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            assertThat(rails.log).containsOnlyOnce("switch");
        }
    }

    @Test
    void a_paused_stage_stays_so_over_a_restart() throws Exception {
        try (Rails rails = new Rails(site)) {
            rails.stages.pause("install", "anna", "");
        }

        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            assertThat(new StageRoutes(rails.camel).isOpen("install")).isFalse();
            client.ask(aRequest("r1"));
            awaitBefore(rails, "install");
            assertThat(rails.log).doesNotContain("install");

            rails.stages.resume("install", "anna");

            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
        }
    }

    @Test
    void a_step_at_hand_is_finished() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(1);
        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            rails.works.put(Stage.INSTALL, boarding -> {
                begun.countDown();
                wait(paused);
                return Rails.well(boarding);
            });
            client.ask(aRequest("r1"));
            wait(begun);

            Reply reply = rails.stages.pause("install", "anna", "");
            paused.countDown();

            assertThat(reply.says())
                    .isEqualTo(
                            "install takes no more messages, on every node within seconds. Steps at hand are finished,"
                                    + " others wait in trikk.install. trikk stages resume install lets it go on.");
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            assertThat(rails.log).containsOnlyOnce("install");
        }
    }

    @Test
    void every_node_follows_what_was_asked_for_on_another() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            rails.pauses.pause("accept", "anna", "");

            StageRoutes routes = new StageRoutes(rails.camel);
            await().atMost(LONG).until(() -> !routes.isOpen("accept"));
            client.send("trikk.requests", client.session().createTextMessage(aRequest("r1")));
            await().during(A_WHILE)
                    .atMost(LONG)
                    .until(() -> rails.ledger.findByRequest("r1").isEmpty());
            rails.pauses.resume("accept", "anna");

            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
        }
    }

    @Test
    void a_stage_that_was_stopped_by_other_means_is_left_alone() throws Exception {
        try (Rails rails = new Rails(site)) {
            rails.camel.getRouteController().stopRoute("install");

            rails.stages.pause("switch", "anna", "");
            rails.stages.resume("switch", "anna");

            StageRoutes routes = new StageRoutes(rails.camel);
            await().during(A_WHILE).atMost(LONG).until(() -> !routes.isOpen("install"));
            assertThat(routes.isOpen("switch")).isTrue();
        }
    }

    @Test
    void what_is_no_stage_is_refused_with_the_nearest_one() {
        try (Rails rails = new Rails(site)) {
            assertThat(rails.stages.pause("rotat", "anna", "").says())
                    .startsWith("There is no stage \"rotat\"; did you mean rotate?");
            assertThat(rails.stages.pause("control", "anna", "").done()).isFalse();
            assertThat(rails.stages.resume("reconcile", "anna").done()).isFalse();
            assertThat(rails.stages.resume("rotate", "anna")).isEqualTo(Reply.done("rotate is not paused."));
            rails.stages.pause("rotate", "anna", "first");
            assertThat(rails.stages.pause("rotate", "bert", "second").says()).contains("paused by anna", ": first;");
        }
    }

    private static void awaitBefore(Rails rails, String stage) {
        await().atMost(LONG).until(() -> rails.ledger
                .findByRequest("r1")
                .filter(deployment -> deployment.state() == State.ACTIVE)
                .map(Deployment::step)
                .filter(step -> step.stage().word().equals(stage))
                .isPresent());
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
