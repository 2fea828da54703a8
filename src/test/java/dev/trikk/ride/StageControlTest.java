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
            // a consumer that has just come to rest may be given one more, and gives it back
            await().until(() -> jmx.inHand("trikk.rotate") == 0);
            assertThat(daemon.ledger().results(shop)).extracting(Result::action).containsOnly("fetch", "install");
            jmx.route("rotate", work);
            daemon.awaitSuccess(shop);
            daemon.awaitSuccess(parking);
            assertThat(jmx.size("trikk.rotate")).isZero();
        }
    }

    @Test
    void a_stage_that_is_paused_by_its_bean_says_so_and_stays_so_over_a_restart() throws Exception {
        Daemon daemon = GROUND.daemon();
        String bean = "type=Stage,name=rotate";
        try (Jmx jmx = daemon.jmx()) {
            assertThat(jmx.call(bean, "pause", "the switch is replaced"))
                    .contains("rotate takes no more messages", "others wait in trikk.rotate");
        }

        daemon.stop();
        daemon.start();

        String shop = daemon.deploy("shop", "1.2");
        String parking = daemon.deploy("parking", "1.2");
        try (Jmx jmx = daemon.jmx()) {
            awaitBeforeRotation(jmx, shop, parking);
            await().until(() -> jmx.read(bean, "Waiting").equals(2L));
            assertThat(jmx.read(bean, "PausedBy").toString()).contains("paused by JMX", "the switch is replaced");
            assertThat(jmx.read("type=Lane,environment=production,application=shop", "Why")
                            .toString())
                    .contains(shop, "rotate is paused by JMX since ", "trikk stages resume rotate lets it go on");

            assertThat(jmx.call(bean, "resume")).startsWith("rotate takes messages again");

            daemon.awaitSuccess(shop);
            daemon.awaitSuccess(parking);
            assertThat(jmx.read("type=Lane,environment=production,application=shop", "Release"))
                    .isEqualTo("1.2");
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
