package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.http.ScriptedRide;
import dev.trikk.cli.http.StubDaemon;
import dev.trikk.cli.view.ADeployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in a real terminal: what a person sees while something is deployed. */
class TerminalTest {
    private final String now = Instant.now().toString();

    private final StubDaemon daemon = new StubDaemon();
    private final ScriptedRide ride = new ScriptedRide(
            daemon,
            "/api/deployments/shop-17",
            Stream.of(
                            ADeployment.waiting().with("acceptedAt", now),
                            ADeployment.fetched().with("acceptedAt", now),
                            ADeployment.rotating().with("acceptedAt", now),
                            ADeployment.rolledBack())
                    .map(ADeployment::tree)
                    .toList());

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        daemon.close();
    }

    private Tmux terminal(int columns, int rows, Map<String, String> more, String line) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LC_ALL", "C.UTF-8", "TZ", "UTC", "TRIKK_URL", daemon.url().toString(), "TRIKK_TOKEN", Seat.TOKEN));
        environment.putAll(more);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String trikk = java + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp " + libraries + " dev.trikk.cli.Cli ";
        return Tmux.run(folder, columns, rows, environment, line.replace("trikk ", trikk));
    }

    /** Times that pass while a test runs are all the same. */
    private static List<String> still(List<String> screen) {
        return screen.stream()
                .map(line -> line.replaceAll("[0-9]+:[0-9:]+", "0:00"))
                .toList();
    }

    @Test
    void a_deployment_is_painted_anew_until_it_has_ended() {
        ride.until(2);
        try (Tmux terminal =
                terminal(80, 24, Map.of("NO_COLOR", "1"), "trikk deploy shop 1.4.2 production --id build-4711")) {
            terminal.awaitText("rotate one (web1)");
            assertThat(still(terminal.screen()))
                    .containsExactly(
                            "shop 1.4.2 → production  shop-17",
                            "  ██████████░░░░░░░░░░  2/4  0:00  rotate one (web1)",
                            "  web1  rotate  ●",
                            "  web2  install ✓    0.2 s");

            ride.until(9);
            assertThat(terminal.awaitText("exit "))
                    .containsExactly(
                            "shop 1.4.2 → production  shop-17",
                            "  ████████████████████  4/4  0:17  ROLLED_BACK",
                            "  web1 did not come up",
                            "  web1  rotate  ✗    9.4 s  check: failed: answered 503",
                            "  web2  install ✓    0.2 s",
                            "✗ ROLLED_BACK  shop 1.4.2 → production, 0:17 (shop-17)",
                            "  web1 did not come up",
                            "First error: web1, rotate, check: failed: answered 503",
                            "Next: trikk log shop-17, trikk why shop-17, trikk retry shop-17",
                            "exit 11");
            assertThat(terminal.colours()).doesNotContain("\u001b[3");
        }
    }

    @Test
    void a_window_that_is_made_smaller_shows_nothing_twice() {
        ride.until(2);
        try (Tmux terminal = terminal(80, 24, Map.of(), "trikk watch shop-17")) {
            terminal.awaitText("rotate one (web1)");

            terminal.resize(45, 20);
            List<String> narrow = terminal.await(screen -> still(screen)
                    .equals(List.of(
                            "shop 1.4.2 → production  shop-17",
                            "  █████░░░░░░  2/4  0:00  rotate one (web1)",
                            "  web1  rotate  ●",
                            "  web2  install ✓    0.2 s")));
            assertThat(narrow).hasSize(4);
            assertThat(terminal.colours()).contains("\u001b[32m");

            terminal.resize(100, 20);
            terminal.await(screen -> screen.size() == 4 && screen.get(1).contains("████████░"));
        }
    }

    @Test
    void ctrl_c_leaves_what_was_seen_and_says_that_it_goes_on() {
        ride.until(1);
        try (Tmux terminal = terminal(80, 24, Map.of(), "trap : INT; trikk watch shop-17")) {
            terminal.awaitText("install (web1, web2)");

            terminal.type("C-c");

            assertThat(String.join("\n", terminal.awaitText("exit ")))
                    .contains("shop 1.4.2 → production", "It goes on without you.", "trikk cancel shop-17", "exit 130");
        }
    }

    @Test
    void where_the_locale_is_not_utf_8_everything_is_ascii() {
        ride.until(2);
        try (Tmux terminal = terminal(80, 24, Map.of("LC_ALL", "C"), "trikk watch shop-17")) {
            terminal.awaitText("rotate one (web1)");

            assertThat(still(terminal.screen()))
                    .containsExactly(
                            "shop 1.4.2 -> production  shop-17",
                            "  ##########..........  2/4  0:00  rotate one (web1)",
                            "  web1  rotate  ..",
                            "  web2  install ok   0.2 s");
        }
    }

    @Test
    void piped_it_is_a_plain_log() throws Exception {
        Path log = folder.resolve("log");
        try (Tmux terminal = terminal(80, 24, Map.of(), "trikk watch shop-17 | tee " + log)) {
            terminal.awaitText("exit 0");

            assertThat(Files.readString(log))
                    .doesNotContain("\u001b")
                    .contains("12:00:04  shop-17  rotate   web1  ✗  9.4 s  check: failed: answered 503\n");
        }
    }
}
