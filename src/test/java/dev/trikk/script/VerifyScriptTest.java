package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyScriptTest {
    private static final String DISABLED = "shop-1.0-standalone/config/disabled";

    private final Errand errand = Given.shop().errand();

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(root);
    }

    @Test
    void a_server_that_runs_what_it_should_is_reported_and_left_as_it_is() {
        home.givenSwitched(Given.shop());
        home.givenRunning();
        Map<String, String> before = home.snapshot();

        Outcome outcome = home.good(VerifyScript.of(errand, Duty.RUN));

        assertThat(Facts.of(outcome).values())
                .isEqualTo(Map.of(
                        "current", "shop-1.0-standalone",
                        "marker", errand.marker(),
                        "disabled", "no",
                        "running", "yes"));
        assertThat(home.snapshot()).isEqualTo(before);
    }

    @Test
    void on_an_untouched_server_nothing_is_made() {
        Outcome outcome = home.run(VerifyScript.of(errand, Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.WRONG.code());
        assertThat(outcome.explanation())
                .endsWith("shop-app should point at shop-1.0-standalone, but points at nothing");
        assertThat(home.names("")).isEmpty();
    }

    @Test
    void another_release_is_wrong() {
        home.givenSwitched(Given.shop().version("0.9"));

        assertThat(wrong(Duty.SERVE)).endsWith("but points at shop-0.9-standalone");
    }

    @Test
    void another_content_is_wrong() throws IOException {
        home.givenSwitched(Given.shop());
        Files.delete(home.path("shop-1.0-standalone/.trikk-checksum"));

        assertThat(wrong(Duty.SERVE)).endsWith("but its marker says ''");
    }

    @Test
    void an_application_that_does_not_run_is_wrong() {
        home.givenSwitched(Given.shop());

        assertThat(wrong(Duty.RUN)).endsWith("shop should run, but 'itas status' says that it does not");
    }

    @Test
    void an_application_marked_as_disabled_is_wrong_where_it_shall_run() {
        home.givenSwitched(Given.shop());
        home.givenRunning();
        home.given(DISABLED, "");

        assertThat(wrong(Duty.RUN)).endsWith("config/disabled is there, but shop shall run here");
    }

    @Test
    void a_disabled_application_is_marked_and_does_not_run() {
        home.givenSwitched(Given.shop());
        home.given(DISABLED, "");

        Outcome outcome = home.good(VerifyScript.of(errand, Duty.REST));

        assertThat(Facts.of(outcome).value("disabled")).contains("yes");
        assertThat(Facts.of(outcome).value("running")).contains("no");
    }

    @Test
    void a_disabled_application_without_its_marker_is_wrong() {
        home.givenSwitched(Given.shop());

        assertThat(wrong(Duty.REST)).endsWith("config/disabled is missing, but shop shall not run here");
    }

    @Test
    void a_disabled_application_that_runs_is_wrong() {
        home.givenSwitched(Given.shop());
        home.given(DISABLED, "");
        home.givenRunning();

        assertThat(wrong(Duty.REST)).endsWith("shop should not run, but 'itas status' says that it does");
    }

    @Test
    void a_proxy_is_not_asked_for_a_process() {
        home.givenSwitched(Given.shop());

        Outcome outcome = home.good(VerifyScript.of(errand, Duty.SERVE));

        assertThat(Facts.of(outcome).value("running")).isEmpty();
        assertThat(home.calls()).isEmpty();
    }

    private String wrong(Duty duty) {
        Outcome outcome = home.run(VerifyScript.of(errand, duty));
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.WRONG.code());
        return outcome.stderr().strip();
    }
}
