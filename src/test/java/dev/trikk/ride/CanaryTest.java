package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Action;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One pair goes ahead, and the rest follows by itself when its time is over. */
class CanaryTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop").with(inventory -> inventory.canary("12s"));

    @BeforeAll
    static void givenSomethingRuns() throws Exception {
        GROUND.fleet().release("shop", "1.0,1.1,1.2");
        GROUND.daemon().awaitSuccess(GROUND.daemon().deploy("shop", "1.0"));
    }

    @Test
    void the_rest_follows_when_the_time_is_over_and_no_request_fails() throws Exception {
        Traffic traffic = new Traffic(GROUND.fleet(), "shop", "1.0", "1.1", "1.2");
        String id = GROUND.daemon().deploy("shop", "1.1");

        Deployment held = awaitHeld(id);

        assertOnlyTheFirstPairIsOn("1.1");
        GROUND.daemon().awaitSuccess(id);
        traffic.assertNoneFailed();
        assertTheRestFollowed(held, "1.1");
    }

    @Test
    void the_rest_follows_also_when_the_daemon_was_started_again_meanwhile() throws Exception {
        String id = GROUND.daemon().deploy("shop", "1.2");
        Deployment held = awaitHeld(id);

        GROUND.daemon().stop();
        assertOnlyTheFirstPairIsOn("1.2");
        GROUND.daemon().start();

        GROUND.daemon().awaitSuccess(id);
        assertTheRestFollowed(held, "1.2");
    }

    private static Deployment awaitHeld(String id) {
        return await("the canary of " + id)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> GROUND.daemon().deployment(id), now -> now.state() == State.HELD);
    }

    private static void assertOnlyTheFirstPairIsOn(String version) {
        assertThat(GROUND.fleet().ask("app1", "shop", "version")).isEqualTo(version);
        assertThat(GROUND.fleet().ask("app2", "shop", "version")).isNotEqualTo(version);
        assertThat(GROUND.fleet().members()).isEqualTo(Map.of("proxy1", "UP", "proxy2", "UP"));
    }

    private static void assertTheRestFollowed(Deployment held, String version) {
        Instant until = held.heldUntil().orElseThrow();
        assertThat(GROUND.fleet().ask("app2", "shop", "version")).isEqualTo(version);
        assertThat(GROUND.daemon().ledger().results(held.id()))
                .filteredOn(result -> result.action().equals(Action.SWITCH))
                .filteredOn(result -> result.server().equals("app2"))
                .singleElement()
                .extracting(Result::startedAt)
                .satisfies(at -> assertThat(at).isAfterOrEqualTo(until));
    }
}
