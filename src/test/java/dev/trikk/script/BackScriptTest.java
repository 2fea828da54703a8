package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackScriptTest {
    private static final Optional<String> BEFORE = Optional.of("shop-0.9-standalone");

    private final Errand errand = Given.shop().errand();

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(root);
    }

    @Test
    void the_link_says_again_what_it_said() {
        home.givenSwitched(Given.shop().version("0.9"));
        home.givenSwitched(Given.shop());

        Outcome outcome = home.good(BackScript.of(errand, BEFORE));
        home.good(BackScript.of(errand, BEFORE));

        assertThat(home.link("shop-app")).isEqualTo("shop-0.9-standalone");
        assertThat(outcome.stdout()).isEqualTo("trikk:switched=shop-0.9-standalone\n");
    }

    @Test
    void there_is_no_way_back_to_what_is_gone() {
        home.givenSwitched(Given.shop());

        Outcome outcome = home.run(BackScript.of(errand, BEFORE));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.MISSING.code());
        assertThat(outcome.explanation()).contains("shop-0.9-standalone is gone");
        assertThat(home.link("shop-app")).isEqualTo("shop-1.0-standalone");
    }

    @Test
    void after_a_first_deployment_the_link_goes() {
        home.givenSwitched(Given.shop());

        home.good(BackScript.of(errand, Optional.empty()));
        home.good(BackScript.of(errand, Optional.empty()));

        assertThat(Files.isSymbolicLink(home.path("shop-app"))).isFalse();
        assertThat(home.path("shop-1.0-standalone")).isDirectory();
    }

    @Test
    void the_link_of_somebody_else_stays() {
        home.givenSwitched(Given.shop().version("1.1"));

        home.good(BackScript.of(errand, Optional.empty()));

        assertThat(home.link("shop-app")).isEqualTo("shop-1.1-standalone");
    }
}
