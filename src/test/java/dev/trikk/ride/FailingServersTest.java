package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can go wrong on servers: the rollout stops, and nobody outside notices. */
class FailingServersTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop").with(inventory -> inventory.within("20s"));

    private Traffic traffic;

    @BeforeAll
    static void publish() throws Exception {
        GROUND.fleet().release("shop", "1.0,2.1,2.2,2.3,2.4");
        GROUND.fleet().broken("health", "shop", "3.0");
        GROUND.fleet().broken("start", "shop", "3.1");
        GROUND.daemon().awaitSuccess(GROUND.daemon().deploy("shop", "1.0"));
    }

    @AfterEach
    void everyMemberServes() {
        await().untilAsserted(
                        () -> assertThat(GROUND.fleet().members()).isEqualTo(Map.of("proxy1", "UP", "proxy2", "UP")));
        assertThat(GROUND.daemon().rotations().drained()).isEmpty();
    }

    @Test
    void an_application_that_does_not_get_well_stops_the_rollout_and_its_pair_is_put_back() throws Exception {
        givenTraffic();

        Deployment failed = deploy("3.0");

        traffic.assertNoneFailed();
        assertThatAllAreBackOn10();
        assertThat(failed.ending()).contains(Ending.ROLLED_BACK);
        assertThat(failed.reason()).startsWith("app1: check failed").contains("503");
        assertThat(actionsOn(failed, "app2")).containsExactly("fetch", "install");
        assertThat(report("ROLLED_BACK shop 3.0"))
                .containsSubsequence("FIRST ERROR", "app1", "check")
                .contains("No server was left on 3.0.");
    }

    @Test
    void an_application_whose_start_fails_stops_the_rollout_and_its_pair_is_put_back() throws Exception {
        givenTraffic();

        Deployment failed = deploy("3.1");

        traffic.assertNoneFailed();
        assertThatAllAreBackOn10();
        assertThat(failed.ending()).contains(Ending.ROLLED_BACK);
        assertThat(failed.reason()).startsWith("app1: ");
        assertThat(actionsOn(failed, "app2")).containsExactly("fetch", "install");
        assertThat(actionsOn(failed, "app1")).contains("back");
        assertThat(report("ROLLED_BACK shop 3.1")).contains("No server was left on 3.1.");
    }

    @Test
    void a_server_that_cannot_be_reached_fails_the_deployment_before_anything_is_switched() throws Exception {
        GROUND.fleet().stop("app2");

        Deployment failed = deploy("2.1");
        GROUND.fleet().start("app2");

        assertThat(failed.ending()).contains(Ending.FAILED);
        assertThat(failed.reason()).startsWith("app2: fetch unreachable");
        assertThatNothingWasSwitched(failed);
        assertThat(report("FAILED shop 2.1")).containsSubsequence("FIRST ERROR", "app2", "fetch");
        awaitBoth10();
    }

    @Test
    void a_zip_that_is_not_the_published_one_is_not_installed_anywhere() throws Exception {
        givenTraffic();
        Path published = GROUND.fleet().zip("shop", "2.2");
        Files.copy(GROUND.fleet().zip("shop", "2.1"), published, StandardCopyOption.REPLACE_EXISTING);

        Deployment failed = deploy("2.2");

        traffic.assertNoneFailed();
        assertThat(failed.ending()).contains(Ending.FAILED);
        assertThat(failed.reason()).contains("wrong checksum");
        assertThatNothingWasSwitched(failed);
        assertThat(report("FAILED shop 2.2")).contains("wrong checksum");
    }

    @Test
    void a_full_disk_on_one_server_fails_the_deployment_before_anything_is_switched() throws Exception {
        givenTraffic();
        Fleet fleet = GROUND.fleet();
        String folder = "/home/shop/.trikk/artifacts";
        fleet.run("app2", "root", "mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "full", folder);

        Deployment failed = deploy("2.3");
        fleet.run("app2", "root", "umount", folder);

        traffic.assertNoneFailed();
        assertThat(failed.ending()).contains(Ending.FAILED);
        assertThat(failed.reason()).startsWith("app2: fetch").contains("disk full");
        assertThatNothingWasSwitched(failed);
        assertThat(report("FAILED shop 2.3")).containsSubsequence("FIRST ERROR", "app2", "disk full");
    }

    @Test
    void a_release_that_only_the_second_pair_cannot_run_is_put_back_on_the_first() throws Exception {
        Daemon daemon = GROUND.daemon();
        Fleet fleet = GROUND.fleet();
        traffic = new Traffic(fleet, "shop", "1.0", "2.4");
        String id;
        try (Jmx jmx = daemon.jmx()) {
            jmx.route("rotate", "suspend");
            id = daemon.deploy("shop", "2.4");
            await().until(() -> daemon.deployment(id).cursor() == 2);
            Files.delete(fleet.home("app2", "shop").resolve("shop-2.4-standalone/lib/app.jar"));
            jmx.route("rotate", "resume");
        }

        Deployment rolledBack = daemon.awaitEnd(id);

        traffic.assertNoneFailed();
        assertThat(rolledBack.ending()).as(daemon.story(id)).contains(Ending.ROLLED_BACK);
        assertThat(rolledBack.reason()).startsWith("app2: check failed");
        assertThat(actionsOn(rolledBack, "app1")).containsSubsequence("switch", "restart", "back", "restart");
        assertThatAllAreBackOn10();
        assertThat(report("ROLLED_BACK shop 2.4")).contains("No server was left on 2.4.");
    }

    private void givenTraffic() {
        traffic = new Traffic(GROUND.fleet(), "shop", "1.0");
    }

    private static Deployment deploy(String version) throws Exception {
        return GROUND.daemon().awaitEnd(GROUND.daemon().deploy("shop", version));
    }

    private static String report(String subject) {
        return GROUND.daemon().awaitMail(subject);
    }

    private static List<String> actionsOn(Deployment deployment, String server) {
        return GROUND.daemon().ledger().results(deployment.id()).stream()
                .filter(result -> result.server().equals(server))
                .map(Result::action)
                .toList();
    }

    private static void assertThatNothingWasSwitched(Deployment deployment) throws IOException {
        assertThat(GROUND.daemon().ledger().results(deployment.id()))
                .extracting(Result::action)
                .containsOnly("fetch");
        for (String server : GROUND.fleet().servers()) {
            assertThat(link(server)).isEqualTo("shop-1.0-standalone");
        }
    }

    private static void assertThatAllAreBackOn10() throws IOException {
        for (String server : GROUND.fleet().servers()) {
            assertThat(link(server)).as(server).isEqualTo("shop-1.0-standalone");
        }
        awaitBoth10();
    }

    private static void awaitBoth10() {
        await().untilAsserted(() -> {
            assertThat(GROUND.fleet().ask("app1", "shop", "version")).isEqualTo("1.0");
            assertThat(GROUND.fleet().ask("app2", "shop", "version")).isEqualTo("1.0");
        });
    }

    private static String link(String server) throws IOException {
        return Files.readSymbolicLink(GROUND.fleet().home(server, "shop").resolve("shop-app"))
                .toString();
    }
}
