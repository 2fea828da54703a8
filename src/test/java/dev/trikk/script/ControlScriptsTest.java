package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restart, stop, reload and disable: what runs the operators' commands. */
class ControlScriptsTest {
    private final Errand errand = Given.shop().errand();

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(root);
    }

    @Test
    void a_restart_stops_and_then_starts() {
        home.good(RestartScript.of(errand));

        assertThat(home.calls()).isEqualTo("itas stop\nitas start\n");
    }

    @Test
    void a_failing_stop_does_not_matter_when_nothing_runs() {
        home.givenFailing("stop");

        home.good(RestartScript.of(errand));

        assertThat(home.calls()).isEqualTo("itas stop\nitas status\nitas start\n");
    }

    @Test
    void what_cannot_be_stopped_is_not_started() {
        home.givenRunning();
        home.givenFailing("stop");

        Outcome outcome = home.run(RestartScript.of(errand));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.CONTROL.code());
        assertThat(outcome.stdout()).isEqualTo("itas: stop went wrong\n");
        assertThat(outcome.stderr()).isEqualTo("cannot stop shop: 'itas stop' ended with 3, and it still runs\n");
        assertThat(home.calls()).doesNotContain("start");
    }

    @Test
    void a_failing_start_shows_what_it_printed() {
        home.givenFailing("start");

        Outcome outcome = home.run(RestartScript.of(errand));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.CONTROL.code());
        assertThat(outcome.stderr())
                .isEqualTo("itas: start went wrong\ncannot start shop: 'itas start' ended with 3\n");
    }

    @Test
    void a_stop_stops() {
        home.givenRunning();

        home.good(StopScript.of(errand));
        home.good(StopScript.of(errand));

        assertThat(home.isRunning()).isFalse();
    }

    @Test
    void a_stop_that_does_not_stop_fails() {
        home.givenRunning();
        home.givenFailing("stop");

        Outcome outcome = home.run(StopScript.of(errand));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.CONTROL.code());
    }

    @Test
    void a_reload_runs_the_command_of_the_proxy() {
        home.program("httpd-reload", "#!/bin/sh\necho reloaded >reloaded\n");

        home.good(ReloadScript.of(errand));

        assertThat(home.read("reloaded")).isEqualTo("reloaded\n");
    }

    @Test
    void a_failing_reload_tells_the_commands_exit_code_and_has_its_own() {
        home.program("httpd-reload", "#!/bin/sh\necho 'Syntax error on line 1' >&2; exit 13\n");

        Outcome outcome = home.run(ReloadScript.of(errand));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.CONTROL.code());
        assertThat(outcome.stderr())
                .isEqualTo("Syntax error on line 1\ncannot reload the httpd: 'httpd-reload' ended with 13\n");
    }

    @Test
    void disabling_marks_and_then_stops() {
        home.givenSwitched(Given.shop());
        home.program("itas", "#!/bin/sh\nls shop-app/config >seen\n");

        home.good(DisableScript.of(errand));
        home.good(DisableScript.of(errand));

        assertThat(home.read("seen")).isEqualTo("disabled\nitas.properties\n");
    }

    @Test
    void where_nothing_is_installed_disabling_leaves_nothing_behind() {
        home.good(DisableScript.of(errand));

        assertThat(home.path("shop-app")).doesNotExist();
        assertThat(home.calls()).isEqualTo("itas stop\n");
    }
}
