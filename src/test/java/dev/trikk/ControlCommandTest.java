package dev.trikk;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Terminal.Run;
import dev.trikk.ledger.Deployment.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trikk control} as {@code docs/operations.md} shows it, against a daemon. */
class ControlCommandTest {
    private static final Document OPERATIONS = Document.of(Path.of("docs/operations.md"));

    @TempDir
    static Path folder;

    private static Site site;
    private static Wiring daemon;

    @BeforeAll
    static void start() {
        site = new Site(folder);
        daemon = new Wiring(site.settings());
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void every_command_that_operators_are_shown_is_understood() {
        List<String> shown = OPERATIONS.blocks("sh control").stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst(" *#.*", ""))
                .toList();

        assertThat(shown).hasSizeGreaterThanOrEqualTo(7).allSatisfy(line -> {
            Run run = run(line);
            assertThat(run.exitCode()).as(line).isEqualTo(2);
            assertThat(run.out()).as(line).contains("There is no deployment \"shop-17\"");
        });
    }

    @Test
    void what_is_done_ends_with_0_and_says_what_happened() {
        String id = daemon.ledger()
                .accept(aRequest("r1", "shop", "1"), aPlan("shop", "1"))
                .id();

        Run why = run("./trikk control why " + id);
        Run cancel = run("./trikk control cancel " + id + " --by anna");

        assertThat(why.exitCode()).isZero();
        assertThat(why.out()).contains(id + ": shop 1 to production, asked for by kari.");
        assertThat(cancel.exitCode()).isZero();
        assertThat(cancel.out()).contains(id + " is cancelled.");
        assertThat(daemon.ledger().find(id).orElseThrow().ending()).contains(Ending.CANCELLED);
    }

    @Test
    void who_may_not_command_gets_1() {
        List<String> words = new ArrayList<>(List.of("--user", "ci", "--password-file"));
        words.add(site.path("ci-password").toString());

        assertThat(run("./trikk control why shop-17 " + String.join(" ", words)).exitCode())
                .isEqualTo(1);
    }

    private static Run run(String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" +", -1)));
        words.remove(0);
        words.add("--broker");
        words.add("tcp://127.0.0.1:" + daemon.brokerUrl("openwire").getPort());
        if (!words.contains("--password-file")) {
            words.add("--password-file");
            words.add(site.path("operator-password").toString());
        }
        return Terminal.run(words.toArray(String[]::new));
    }
}
