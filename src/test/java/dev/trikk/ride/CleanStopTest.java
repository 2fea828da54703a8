package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The daemon is stopped in the middle of its work, and started again. */
class CleanStopTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop");

    @BeforeAll
    static void publish() throws Exception {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2,1.3");
        GROUND.daemon().awaitSuccess(GROUND.daemon().deploy("shop", "1.0"));
    }

    @Test
    void a_daemon_stopped_in_a_rotation_finishes_that_step_and_the_next_one_does_the_rest() throws Exception {
        Daemon daemon = GROUND.daemon();
        Traffic traffic = new Traffic(GROUND.fleet(), "shop", "1.0", "1.1");
        String id = daemon.deploy("shop", "1.1");
        await("the first pair is out of rotation")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !daemon.rotations().drained().isEmpty());

        daemon.stop();
        Map<String, String> whileStopped = GROUND.fleet().members();
        String firstPair = GROUND.fleet().ask("app1", "shop", "version");
        String secondPair = GROUND.fleet().ask("app2", "shop", "version");
        daemon.start();
        Deployment deployment = daemon.awaitSuccess(id);

        traffic.assertNoneFailed();
        assertThat(whileStopped).isEqualTo(Map.of("proxy1", "UP", "proxy2", "UP"));
        assertThat(firstPair).isEqualTo("1.1");
        assertThat(secondPair).isEqualTo("1.0");
        assertThat(daemon.ledger().results(deployment.id()))
                .filteredOn(result -> result.action().equals("restart"))
                .extracting(Result::server)
                .containsExactly("app1", "app2");
        assertThat(GROUND.fleet().ask("app2", "shop", "version")).isEqualTo("1.1");
    }
}
