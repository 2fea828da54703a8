package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Control;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTest {

    /** Cuts a file at every tenth byte, and near its end at every one. */
    private static final String CUT =
            """
            size=$(wc -c <"$WHOLE")
            cut=0
            while [ "$cut" -lt "$size" ]; do
                head -c "$cut" "$WHOLE" | sh -s
                if [ "$cut" -lt $((size - 40)) ]; then cut=$((cut + 10)); else cut=$((cut + 1)); fi
            done
            """;

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(root);
    }

    @Test
    void a_text_cut_on_its_way_runs_nothing() throws IOException {
        Map<String, String> before = home.snapshot();
        Path file = root.resolve("whole");

        for (Script script : EveryScript.of(Given.shop().errand())) {
            Files.writeString(file, script.text().stripTrailing());
            Outcome outcome = home.run(CUT, Map.of("WHOLE", file.toString()));

            assertThat(outcome.stdout()).as(script.name()).isEmpty();
            assertThat(home.snapshot()).as(script.name()).isEqualTo(before);
        }
        assertThat(home.calls()).isEmpty();
    }

    @Test
    void nothing_behind_a_script_is_run() {
        String text = StopScript.of(Given.shop().errand()).text() + "echo behind\n";

        Outcome outcome = home.run(text, Map.of());

        assertThat(outcome.stdout()).isEmpty();
        assertThat(home.calls()).isEqualTo("itas stop\n");
    }

    @Test
    void state_lies_in_a_folder_for_the_login_alone() throws IOException {
        home.good(StopScript.of(Given.shop().errand()));

        assertThat(Files.getPosixFilePermissions(home.path(".trikk"))).hasSize(3);
    }

    @Test
    void the_epoch_only_rises() {
        for (long epoch : new long[] {9, 9, 10, 1_000_000_000_000_000L}) {
            home.good(StopScript.of(Given.shop().epoch(epoch).errand()));

            assertThat(home.read(".trikk/shop.epoch")).isEqualTo(epoch + "\n");
        }
    }

    @Test
    void an_older_attempt_changes_nothing() {
        home.givenUploaded(Given.shop());
        home.good(StopScript.of(Given.shop().epoch(10).errand()));
        home.forgetCalls();
        Map<String, String> before = home.snapshot();

        for (Script script : EveryScript.of(Given.shop().epoch(9).errand())) {
            Outcome outcome = home.run(script);

            if (!script.name().equals("verify")) {
                assertThat(outcome.exitCode()).as(script.name()).isEqualTo(ExitCode.STALE.code());
                assertThat(outcome.stderr()).isEqualTo("stale: epoch 10 was here before, and this is only epoch 9\n");
            }
        }
        assertThat(home.snapshot()).isEqualTo(before);
        assertThat(home.calls()).doesNotContain("stop", "start");
    }

    @Test
    void an_epoch_that_cannot_be_read_is_not_overwritten() {
        home.given(".trikk/shop.epoch", "nonsense\n");

        Outcome outcome = home.run(StopScript.of(Given.shop().errand()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.STALE.code());
        assertThat(home.read(".trikk/shop.epoch")).isEqualTo("nonsense\n");
    }

    @Test
    void another_user_of_the_same_home_has_another_epoch() {
        home.good(StopScript.of(Given.shop().epoch(10).errand()));

        Outcome outcome =
                home.run(StopScript.of(Given.shop().user("other").epoch(1).errand()));

        assertThat(outcome.isOk()).isTrue();
    }

    @Test
    void whoever_finds_the_lock_taken_gives_up_with_its_name() throws IOException {
        home.good(StopScript.of(Given.shop().errand()));
        home.forgetCalls();
        Errand hurried = new Errand(Given.shop().application(), Given.shop().release(), 7, Duration.ofMillis(1));

        Path lock = home.path(".trikk/shop.lock");
        Process holder = new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo held; read -r _").start();
        holder.getInputStream().read();
        Outcome outcome = home.run(StopScript.of(hurried));
        holder.getOutputStream().close();

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.BUSY.code());
        assertThat(outcome.stderr()).isEqualTo("busy: another script holds " + lock + "\n");
        assertThat(home.calls()).isEmpty();
    }

    @Test
    void a_daemon_holds_neither_the_lock_nor_the_channel() throws IOException {
        Control control = new Control(
                "[ ! -e \"$TEST/daemon\" ] || kill $(cat \"$TEST/daemon\")",
                "sleep 60 & echo $! >\"$TEST/daemon\"",
                "kill -0 $(cat \"$TEST/daemon\")");
        Given given = Given.shop().control(control);

        try {
            home.good(RestartScript.of(given.errand()));
            Outcome next = home.run(RestartScript.of(given.errand()));

            assertThat(next.isOk()).isTrue();
        } finally {
            long pid = Long.parseLong(Files.readString(root.resolve("daemon")).strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void commands_of_the_operators_run_in_the_environment_of_the_login() {
        Control control = new Control("true", "echo \"${LC_ALL-none} $(umask) ${http_proxy-none}\" >seen", "true");

        home.run(
                "umask 027\n"
                        + RestartScript.of(Given.shop().control(control).errand())
                                .text(),
                Map.of());

        assertThat(home.read("seen")).isEqualTo("none 0027 none\n");
    }

    @Test
    void hostile_values_stay_values() {
        for (String hostile :
                List.of("$(touch gone)", "`touch gone`", "a'b; touch gone #", "x\ntouch gone\n", "-n \\ *")) {
            Control control = new Control("true", "printf %s \"$HOSTILE\" # " + hostile.replace("\n", ""), "true");
            Given given = Given.shop().name(hostile.replace('\n', ' ')).control(control);

            for (Script script : EveryScript.of(given.errand())) {
                home.run(script.text(), Map.of("HOSTILE", hostile));

                assertThat(Files.exists(home.path("gone"))).as(script.name()).isFalse();
            }
        }
    }
}
