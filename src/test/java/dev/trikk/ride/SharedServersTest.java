package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The origin's small set-up: httpd and applications on the same two servers. */
class SharedServersTest {
    @RegisterExtension
    static final Ground GROUND = Ground.shared("shop");

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2,1.3");
    }

    @Test
    void a_rollout_over_servers_with_httpd_and_application_fails_no_request() throws Exception {
        Daemon daemon = GROUND.daemon();
        Fleet fleet = GROUND.fleet();
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
        Traffic traffic = new Traffic(fleet, "shop", "1.0", "1.1");

        daemon.awaitSuccess(daemon.deploy("shop", "1.1"));

        traffic.assertNoneFailed();
        assertThat(traffic.seen()).containsExactlyInAnyOrder("1.0", "1.1");
        assertThat(fleet.ask("web1", "shop", "version")).isEqualTo("1.1");
        assertThat(fleet.ask("web2", "shop", "version")).isEqualTo("1.1");
        assertThat(fleet.members()).isEqualTo(Map.of("web1", "UP", "web2", "UP"));
        assertThat(daemon.rotations().drained()).isEmpty();
    }
}
