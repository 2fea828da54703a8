package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person wants of a deployment on real servers: hold, approve, cancel, retry, roll back. */
class ControlTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop").with(inventory -> inventory.within("20s"));

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop", "1.0,2.0,2.1,2.2,2.3,2.4,3.0,3.1");
        GROUND.fleet().broken("health", "shop", "4.0");
    }

    /** Every test begins on 1.0, whatever the one before has left. */
    @BeforeEach
    void givenAllOn10() throws Exception {
        daemon().awaitSuccess(deployAgain("1.0"));
        assertThatAllAreOn("1.0");
    }

    @Test
    void one_that_is_cancelled_in_mid_rotation_goes_back_and_no_request_fails() throws Exception {
        Traffic traffic = new Traffic(GROUND.fleet(), "shop", "1.0", "2.0");
        String id = daemon().deploy("shop", "2.0");
        awaitRotation(id, 0);

        JsonNode answer = control("cancel", id);
        Deployment ended = daemon().awaitEnd(id);

        traffic.assertNoneFailed();
        assertThat(answer.path("done").booleanValue()).as(answer.toString()).isTrue();
        assertThat(answer.path("says").textValue()).contains("finishes its step rotate one", "in at most");
        assertThat(ended.ending()).as(daemon().story(id)).contains(Ending.CANCELLED);
        assertThat(ended.reason()).isEqualTo("cancelled by anna");
        assertThat(actionsOn(id, "app2")).doesNotContain(Action.SWITCH);
        assertThatAllAreOn("1.0");
        assertThatEveryMemberServes();
    }

    @Test
    void one_that_is_cancelled_to_stay_ends_after_the_pair_at_hand() throws Exception {
        String id = daemon().deploy("shop", "2.1");
        awaitRotation(id, 0);

        control("cancel", id, "\"stay\": true");
        Deployment ended = daemon().awaitEnd(id);

        assertThat(ended.ending()).as(daemon().story(id)).contains(Ending.CANCELLED);
        assertThat(link("app1")).isEqualTo("shop-2.1-standalone");
        assertThat(link("app2")).isEqualTo("shop-1.0-standalone");
        assertThatEveryMemberServes();
    }

    @Test
    void one_that_is_held_stays_so_over_a_restart_and_goes_on_when_approved() throws Exception {
        String id = daemon().deploy("shop", "2.2");
        awaitRotation(id, 0);
        JsonNode hold = control("hold", id);
        await().until(() -> daemon().deployment(id).state() == State.HELD);

        daemon().stop();
        daemon().start();
        JsonNode why = control("why", id);
        String between = link("app2");
        JsonNode approved = control("approve", id);
        daemon().awaitSuccess(id);

        assertThat(hold.path("says").textValue()).contains("will be held");
        assertThat(why.path("says").textValue()).contains("is held until somebody approves");
        assertThat(between).isEqualTo("shop-1.0-standalone");
        assertThat(approved.path("says").textValue()).contains("goes on with rotate two");
        assertThatAllAreOn("2.2");
    }

    @Test
    void what_was_left_undone_is_done_on_the_servers_that_need_it_and_on_no_other() throws Exception {
        String old = givenOnlyPairOneIsOn("2.3");

        JsonNode answer = control("retry", old);
        String id = answer.path("deployment").textValue();
        daemon().awaitSuccess(id);

        assertThatAllAreOn("2.3");
        assertThat(actionsOn(id, "app1")).containsOnly(Action.VERIFY, Action.CHECK, Action.PRUNE);
        assertThat(actionsOn(id, "app2")).contains(Action.FETCH, Action.SWITCH, Action.RESTART);
        assertThat(daemon().deployment(id).request().retryOf()).contains(old);
    }

    @Test
    void a_server_that_is_away_is_excluded_and_named() throws Exception {
        String old = givenOnlyPairOneIsOn("2.4");
        GROUND.fleet().stop("app2");

        JsonNode answer = control("retry", old, "\"exclude\": [\"app2\"]");
        String id = answer.path("deployment").textValue();
        Deployment ended = daemon().awaitEnd(id);
        GROUND.fleet().start("app2");

        assertThat(answer.path("says").textValue()).contains("PARTIAL: app2, proxy2");
        assertThat(ended.ending()).as(daemon().story(id)).contains(Ending.PARTIAL);
        assertThat(ended.reason()).isEqualTo("without app2, proxy2, as was asked for");
        assertThat(link("app1")).isEqualTo("shop-2.4-standalone");
        assertThatEveryMemberServes();
    }

    @Test
    void two_rollbacks_in_a_row_go_back_two_releases() throws Exception {
        daemon().awaitSuccess(daemon().deploy("shop", "3.0"));
        daemon().awaitSuccess(daemon().deploy("shop", "3.1"));

        JsonNode first = rollback();
        daemon().awaitSuccess(first.path("deployment").textValue());
        assertThatAllAreOn("3.0");
        JsonNode second = rollback();
        daemon().awaitSuccess(second.path("deployment").textValue());

        assertThat(first.path("version").textValue()).isEqualTo("3.0");
        assertThat(second.path("version").textValue()).isEqualTo("1.0");
        assertThatAllAreOn("1.0");
    }

    @Test
    void a_release_that_failed_is_rejected_until_the_request_says_again() throws Exception {
        String failed = daemon().deploy("shop", "4.0");
        assertThat(daemon().awaitEnd(failed).ending()).contains(Ending.ROLLED_BACK);

        JsonNode rejected = daemon().sender()
                .ask("{\"application\": \"shop\", \"version\": \"4.0\", \"environment\": \"production\"}");
        String again = deployAgain("4.0");

        assertThat(rejected.path("accepted").booleanValue()).isFalse();
        assertThat(rejected.path("problems").get(0).path("reason").textValue())
                .contains(failed + " ended ROLLED_BACK", "\"again\": true");
        assertThat(daemon().awaitEnd(again).ending()).contains(Ending.ROLLED_BACK);
        assertThatAllAreOn("1.0");
    }

    private static Daemon daemon() {
        return GROUND.daemon();
    }

    private static JsonNode control(String command, String id, String... options) throws Exception {
        try (Sender anna = Sender.operator(daemon().broker(), Daemon.PASSWORD)) {
            return anna.ask("""
                {"command": "%s", "deployment": "%s", "by": "anna", "options": {%s}}"""
                    .formatted(command, id, String.join(", ", options)));
        }
    }

    private static String deployAgain(String version) throws Exception {
        JsonNode answer = daemon().sender()
                .ask(
                        """
                {"application": "shop", "version": "%s", "environment": "production", "options": {"again": true}}"""
                                .formatted(version));
        assertThat(answer.path("accepted").booleanValue()).as(answer.toString()).isTrue();
        return answer.path("deployment").textValue();
    }

    private static JsonNode rollback() throws Exception {
        return daemon().sender()
                .ask("{\"action\": \"rollback\", \"application\": \"shop\", \"environment\": \"production\"}");
    }

    /** Stopped by a person after the first pair. */
    private static String givenOnlyPairOneIsOn(String version) throws Exception {
        String id = daemon().deploy("shop", version);
        awaitRotation(id, 0);
        control("cancel", id, "\"stay\": true");
        assertThat(daemon().awaitEnd(id).ending()).as(daemon().story(id)).contains(Ending.CANCELLED);
        assertThat(link("app1")).isEqualTo("shop-" + version + "-standalone");
        return id;
    }

    /** Waits until the deployment has come to that one of its rotations. */
    private static void awaitRotation(String id, int number) {
        await("rotation " + number + " of " + id)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    Deployment now = daemon().deployment(id);
                    long before = now.plan().steps().subList(0, now.cursor()).stream()
                            .filter(step -> step.stage() == Stage.ROTATE)
                            .count();
                    return now.step().stage() == Stage.ROTATE && before == number;
                });
    }

    private static List<String> actionsOn(String id, String server) {
        return daemon().ledger().results(id).stream()
                .filter(result -> result.server().equals(server))
                .map(Result::action)
                .toList();
    }

    private static void assertThatAllAreOn(String version) {
        assertThat(GROUND.fleet().servers())
                .allSatisfy(server -> assertThat(link(server)).isEqualTo("shop-" + version + "-standalone"));
        assertThat(List.of("app1", "app2"))
                .allSatisfy(server -> assertThat(GROUND.fleet().ask(server, "shop", "version"))
                        .isEqualTo(version));
    }

    private static void assertThatEveryMemberServes() {
        await().untilAsserted(
                        () -> assertThat(GROUND.fleet().members()).isEqualTo(Map.of("proxy1", "UP", "proxy2", "UP")));
        assertThat(daemon().rotations().drained()).isEmpty();
    }

    private static String link(String server) throws IOException {
        return Files.readSymbolicLink(GROUND.fleet().home(server, "shop").resolve("shop-app"))
                .toString();
    }
}
