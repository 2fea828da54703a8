package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server on which an application is installed, but shall not run. */
class DisabledServerTest {
    @RegisterExtension
    static final Ground GROUND =
            Ground.pairs("shop", "parking").with(inventory -> inventory.disabled("parking", "app2"));

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2,1.3");
    }

    @Test
    void there_it_has_the_release_and_the_marker_and_no_process_and_the_others_run_it() throws Exception {
        Daemon daemon = GROUND.daemon();
        Fleet fleet = GROUND.fleet();
        daemon.awaitSuccess(daemon.deploy("parking", "1.0"));
        givenSomebodyStartedItByHand(fleet);

        daemon.awaitSuccess(daemon.deploy("parking", "1.1"));

        Path there = fleet.home("app2", "parking").resolve("parking-app");
        assertThat(Files.readSymbolicLink(there)).hasToString("parking-1.1-standalone");
        assertThat(there.resolve("config/disabled")).exists();
        assertThat(fleet.ask("app2", "parking", "version")).startsWith("no answer");
        assertThat(fleet.run("app2", "parking", "sh", "-c", "itas status || :")).isEqualTo("stopped\n");
        assertThat(fleet.run("app2", "parking", "itas", "start")).isEqualTo("disabled\n");
        assertThat(fleet.home("app1", "parking").resolve("parking-app/config/disabled"))
                .doesNotExist();
        assertThat(fleet.ask("app1", "parking", "version")).isEqualTo("1.1");
        assertThat(fleet.members().values()).containsOnly("UP");
    }

    @Test
    void an_application_that_may_run_there_is_not_concerned() throws Exception {
        Daemon daemon = GROUND.daemon();

        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));

        assertThat(GROUND.fleet().ask("app2", "shop", "version")).isEqualTo("1.0");
    }

    private static void givenSomebodyStartedItByHand(Fleet fleet) {
        fleet.run("app2", "parking", "sh", "-c", "rm ~/parking-app/config/disabled && itas start");
        assertThat(fleet.run("app2", "parking", "itas", "status")).startsWith("running");
    }
}
