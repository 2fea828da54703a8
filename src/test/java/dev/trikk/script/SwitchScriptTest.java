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

class SwitchScriptTest {
    private static final String RELEASE = "shop-1.0-standalone";
    private static final String DISABLED = RELEASE + "/config/disabled";

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(root);
    }

    @Test
    void the_link_points_at_the_release() {
        home.givenInstalled(Given.shop());

        Outcome outcome = home.good(SwitchScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.link("shop-app")).isEqualTo(RELEASE);
        assertThat(outcome.stdout()).isEqualTo("trikk:switched=" + RELEASE + "\n");
    }

    @Test
    void an_existing_link_is_moved() {
        home.givenSwitched(Given.shop().version("0.9"));
        home.givenInstalled(Given.shop());

        home.good(SwitchScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.link("shop-app")).isEqualTo(RELEASE);
        assertThat(home.names("shop-0.9-standalone")).doesNotContain(RELEASE);
    }

    @Test
    void switching_twice_is_switching_once() {
        home.givenSwitched(Given.shop());
        Map<String, String> once = home.snapshot();

        home.good(SwitchScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.snapshot()).isEqualTo(once);
    }

    @Test
    void where_the_application_shall_run_its_marker_goes() {
        home.givenInstalled(Given.shop());
        home.given(DISABLED, "");

        home.good(SwitchScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.path(DISABLED)).doesNotExist();
    }

    @Test
    void where_it_shall_not_run_the_marker_is_set() {
        home.givenInstalled(Given.shop());

        home.good(SwitchScript.of(Given.shop().errand(), Duty.REST));

        assertThat(home.path(DISABLED)).exists();
    }

    @Test
    void on_a_proxy_the_marker_stays_as_it_is() {
        home.givenInstalled(Given.shop());
        home.given(DISABLED, "");

        home.good(SwitchScript.of(Given.shop().errand(), Duty.SERVE));

        assertThat(home.path(DISABLED)).exists();
    }

    @Test
    void the_properties_are_brought_up_to_date() {
        home.givenInstalled(Given.shop());
        home.given(RELEASE + "/config/itas.properties", "jvm.xmx=1g\n");

        home.good(SwitchScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.read(RELEASE + "/config/itas.properties")).isEqualTo("jvm.xmx=512m\njmx.port=9010\n");
    }

    @Test
    void a_release_that_was_never_installed_is_not_switched_to() {
        home.given(RELEASE + "/lib/app.jar", "by hand");

        Outcome outcome = home.run(SwitchScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.MISSING.code());
        assertThat(outcome.explanation()).endsWith("is not the release that was installed: install it again");
        assertThat(home.path("shop-app")).doesNotExist();
    }

    @Test
    void what_stands_where_the_link_belongs_is_left_alone() {
        home.givenInstalled(Given.shop());
        home.given("shop-app/file", "");

        Outcome outcome = home.run(SwitchScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.IN_THE_WAY.code());
        assertThat(home.names("shop-app")).containsExactly("file");
    }

    @Test
    void a_link_left_half_way_is_no_obstacle() throws IOException {
        home.givenInstalled(Given.shop());
        Files.createSymbolicLink(home.path(".trikk/shop-app.new"), Path.of(".."));

        home.good(SwitchScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.link("shop-app")).isEqualTo(RELEASE);
        assertThat(home.names("")).containsExactly(".trikk", RELEASE, "shop-app");
    }
}
