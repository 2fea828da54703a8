package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators stop one stage by JMX while the others go on. */
class StageControlTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop", "parking");

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2,1.3");
    }

    @ParameterizedTest
    @CsvSource({"suspend, resume, 1.0", "stop, start, 1.1"})
    void deployments_wait_in_the_queue_of_a_stage_at_rest_and_ride_on_when_it_works_again(
            String rest, String work, String version) throws Exception {
        Daemon daemon = GROUND.daemon();
        try (Jmx jmx = daemon.jmx()) {
            jmx.route("rotate", rest);

            String shop = daemon.deploy("shop", version);
            String parking = daemon.deploy("parking", version);

            awaitBeforeRotation(jmx, shop, parking);
            assertThat(jmx.inHand("trikk.rotate")).isZero();
            assertThat(daemon.ledger().results(shop)).extracting(Result::action).containsOnly("fetch", "install");
            jmx.route("rotate", work);
            daemon.awaitSuccess(shop);
            daemon.awaitSuccess(parking);
            assertThat(jmx.size("trikk.rotate")).isZero();
        }
    }

    /** Fetch and install went on meanwhile, for both. */
    private static void awaitBeforeRotation(Jmx jmx, String... deployments) {
        await().untilAsserted(() -> {
            assertThat(jmx.size("trikk.rotate")).isEqualTo(deployments.length);
            for (String id : deployments) {
                Deployment deployment = GROUND.daemon().deployment(id);
                assertThat(deployment.step().stage().word()).isEqualTo("rotate");
                assertThat(deployment.state()).isEqualTo(Deployment.State.ACTIVE);
            }
        });
    }

    @Test
    void without_the_password_nobody_is_let_in() {
        assertThatThrownBy(() -> GROUND.daemon().jmx("guessed")).isInstanceOf(SecurityException.class);
    }
}
