package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Something outside is away for a while: Trikk waits, says what it waits for, and goes on when it is back. */
class OutageTest {

    private static Fleet fleet;
    private static Valve balancer;
    private static Valve repository;
    private static Daemon daemon;

    @BeforeAll
    static void start() throws Exception {
        fleet = Fleet.up("pairs", "shop");
        fleet.release("shop", "1.0,1.1,1.2,1.3,1.4");
        URI api = URI.create(fleet.property("haproxy.api"));
        URI releases = URI.create(fleet.property("repository.url"));
        balancer = new Valve(api.getHost(), api.getPort());
        repository = new Valve(releases.getHost(), releases.getPort());
        FleetInventory inventory = new FleetInventory(fleet)
                .balancer("tcp://127.0.0.1:" + balancer.port())
                .repository("http://127.0.0.1:" + repository.port() + releases.getPath());
        daemon = Daemon.waiting(fleet, inventory);
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
    }

    @AfterAll
    static void stop() {
        daemon.close();
        balancer.close();
        repository.close();
        fleet.close();
    }

    @Test
    void a_rotation_waits_for_the_load_balancer_and_nobody_outside_notices() throws Exception {
        Traffic traffic = new Traffic(fleet, "shop", "1.0", "1.1", "1.2", "1.3", "1.4");
        balancer.shut();
        String id = daemon.deploy("shop", "1.1");

        awaitWait(id, "waits for the load balancer: ");
        balancer.open();

        daemon.awaitSuccess(id);
        traffic.assertNoneFailed();
        assertThat(fleet.members().values()).containsOnly("UP");
        assertThat(daemon.rotations().drained()).isEmpty();
    }

    @Test
    void a_step_waits_for_a_server() throws Exception {
        fleet.stop("app2");
        String id = daemon.deploy("shop", "1.2");

        try {
            awaitWait(id, "waits for app2: app2: fetch unreachable");
        } finally {
            fleet.start("app2");
        }

        daemon.awaitSuccess(id);
        assertThat(fleet.ask("app2", "shop", "version")).isEqualTo("1.2");
    }

    @Test
    void a_request_waits_for_the_repository_and_is_answered_then() throws Exception {
        repository.shut();
        CompletableFuture<String> id = CompletableFuture.supplyAsync(() -> {
            try {
                return daemon.deploy("shop", "1.3");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().during(Duration.ofSeconds(3))
                .until(() -> daemon.ledger().underWay().isEmpty());

        repository.open();

        daemon.awaitSuccess(id.get());
    }

    @Test
    void a_mail_waits_for_the_mail_server() throws Exception {
        daemon.mail().shut();
        daemon.awaitSuccess(daemon.deploy("shop", "1.4"));

        daemon.mail().open();

        assertThat(daemon.awaitMail("SUCCEEDED shop 1.4")).contains("shop");
    }

    private static void awaitWait(String id, String words) {
        await().until(() -> daemon.deployment(id).waitsFor(), waitsFor -> waitsFor.startsWith(words));
    }
}
