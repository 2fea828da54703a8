package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Deployment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several deployments at once. */
class LanesTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop", "parking");

    @BeforeAll
    static void publish() throws Exception {
        Daemon daemon = GROUND.daemon();
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2,1.3");
        String shop = daemon.deploy("shop", "1.0");
        daemon.awaitSuccess(daemon.deploy("parking", "1.0"));
        daemon.awaitSuccess(shop);
    }

    @Test
    void the_second_of_one_application_waits_with_a_reason_and_rides_when_the_first_has_ended() throws Exception {
        Daemon daemon = GROUND.daemon();

        String first = daemon.deploy("shop", "1.1");
        String second = daemon.deploy("shop", "1.2");

        await().until(() -> daemon.deployment(second).reason().equals("waits for " + first));
        assertThat(daemon.deployment(second).state()).isEqualTo(Deployment.State.WAITING);
        Deployment ended = daemon.awaitSuccess(first);
        Deployment after = daemon.awaitSuccess(second);
        assertThat(after.startedAt().orElseThrow())
                .isAfterOrEqualTo(ended.endedAt().orElseThrow());
        assertThat(GROUND.fleet().ask("app1", "shop", "version")).isEqualTo("1.2");
    }

    @Test
    void two_applications_at_once_do_not_disturb_each_other() throws Exception {
        Daemon daemon = GROUND.daemon();
        Traffic shoppers = new Traffic(GROUND.fleet(), "shop", "1.0", "1.1", "1.2", "1.3");
        Traffic drivers = new Traffic(GROUND.fleet(), "parking", "1.0", "1.3");

        String shop = daemon.deploy("shop", "1.3");
        String parking = daemon.deploy("parking", "1.3");

        Deployment one = daemon.awaitSuccess(shop);
        Deployment other = daemon.awaitSuccess(parking);
        shoppers.assertNoneFailed();
        drivers.assertNoneFailed();
        assertThat(other.startedAt().orElseThrow()).isBefore(one.endedAt().orElseThrow());
        assertThat(GROUND.fleet().ask("app2", "shop", "version")).isEqualTo("1.3");
        assertThat(GROUND.fleet().ask("app2", "parking", "version")).isEqualTo("1.3");
    }
}
