package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Application;
import dev.trikk.remote.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop keeps three releases. */
class PruneScriptTest {
    private final Errand errand = Given.shop().version("5").errand();

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(root);
    }

    @Test
    void the_current_the_previous_and_the_newest_stay() throws IOException {
        givenReleases("1", "2", "3", "4", "5");

        Outcome outcome = home.good(PruneScript.of(errand, Optional.of("shop-1-standalone")));

        assertThat(releases()).containsExactly("shop-1-standalone", "shop-4-standalone", "shop-5-standalone");
        assertThat(Facts.of(outcome).value("pruned")).contains("2");
    }

    @Test
    void zips_go_with_their_releases() throws IOException {
        givenReleases("1", "2", "3", "4", "5");
        home.given(".trikk/artifacts/shop/shop-6-standalone.zip.part", "");

        home.good(PruneScript.of(errand, Optional.empty()));

        assertThat(home.names(".trikk/artifacts/shop"))
                .containsExactly("shop-3-standalone.zip", "shop-4-standalone.zip", "shop-5-standalone.zip");
    }

    @Test
    void pruning_twice_is_pruning_once() throws IOException {
        givenReleases("1", "2", "3", "4", "5");
        home.good(PruneScript.of(errand, Optional.empty()));
        Map<String, String> once = home.snapshot();

        Outcome outcome = home.good(PruneScript.of(errand, Optional.empty()));

        assertThat(home.snapshot()).isEqualTo(once);
        assertThat(Facts.of(outcome).value("pruned")).contains("0");
    }

    @Test
    void what_the_link_points_at_stays_however_old_it_is() throws IOException {
        givenReleases("5", "1", "2", "3", "4");
        Files.delete(home.path("shop-app"));
        Files.createSymbolicLink(home.path("shop-app"), home.path("shop-5-standalone"));

        home.good(PruneScript.of(Given.shop().version("4").errand(), Optional.empty()));

        assertThat(releases()).containsExactly("shop-3-standalone", "shop-4-standalone", "shop-5-standalone");
    }

    @Test
    void an_application_whose_name_begins_alike_is_left_alone() throws IOException {
        Given admin = Given.shop().name("shop-admin");
        for (String version : List.of("1", "2", "3", "4")) {
            home.givenInstalled(admin.version(version));
        }
        home.givenUploaded(admin.version("6"));
        givenReleases("4", "5");

        home.good(PruneScript.of(errand, Optional.empty()));

        assertThat(releases()).hasSize(6);
        assertThat(home.names(".trikk/artifacts/shop-admin")).hasSize(5);
    }

    @Test
    void what_trikk_did_not_make_is_left_alone() throws IOException {
        givenReleases("1", "2", "5");
        home.given("shop-0.1-standalone/by-hand", "");
        home.given("shop-0.2-standalone/.trikk-checksum", "by hand\n");
        Files.createSymbolicLink(home.path("shop-0.3-standalone"), Path.of("shop-1-standalone"));
        home.given("shop-0.4-standalone", "a file");

        home.good(PruneScript.of(errand, Optional.empty()));

        assertThat(releases()).hasSize(7);
    }

    @Test
    void a_link_inside_an_old_release_is_not_followed() throws IOException {
        givenReleases("1", "2", "3", "5");
        home.given("data/precious", "");
        Files.createSymbolicLink(home.path("shop-1-standalone/lib/data"), home.path("data"));

        home.good(PruneScript.of(errand, Optional.empty()));

        assertThat(home.path("shop-1-standalone")).doesNotExist();
        assertThat(home.path("data/precious")).exists();
    }

    @Test
    void what_killed_scripts_left_behind_goes() throws IOException {
        givenReleases("1", "2", "3", "5");
        home.given(".trikk/unpack-shop/half/file", "");
        home.given(".trikk/trash-shop/shop-1-standalone/file", "");

        home.good(PruneScript.of(errand, Optional.empty()));

        assertThat(home.names(".trikk")).containsExactly("artifacts", "shop.epoch", "shop.lock");
    }

    @Test
    void a_server_without_anything_has_nothing_to_prune() {
        home.good(PruneScript.of(errand, Optional.empty()));

        assertThat(home.names("")).containsExactly(".trikk");
    }

    @Test
    void the_operators_own_command_is_given_the_user() throws IOException {
        givenReleases("1", "2", "3", "5");
        home.program("delete old", "#!/bin/sh\necho \"$# $1\" >seen\n");

        home.good(PruneScript.of(withCommand("delete old"), Optional.empty()));

        assertThat(home.read("seen")).isEqualTo("1 shop\n");
        assertThat(releases()).hasSize(4);
    }

    @Test
    void a_failing_command_fails() {
        Outcome outcome = home.run(PruneScript.of(withCommand("false"), Optional.empty()));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.CONTROL.code());
        assertThat(outcome.stderr()).isEqualTo("'false shop' ended with 1\n");
    }

    /** Oldest first; the link points at the last one. */
    private void givenReleases(String... versions) throws IOException {
        long second = 0;
        for (String version : versions) {
            home.givenSwitched(Given.shop().version(version));
            Files.setLastModifiedTime(
                    home.path("shop-" + version + "-standalone"), FileTime.from(Instant.ofEpochSecond(second++)));
        }
    }

    private List<String> releases() {
        return home.names("").stream()
                .filter(name -> name.endsWith("-standalone"))
                .toList();
    }

    private Errand withCommand(String command) {
        Application old = errand.application();
        Application application = new Application(
                old.name(),
                old.artifact(),
                old.user(),
                old.jmxPort(),
                old.xmx(),
                old.http(),
                old.reload(),
                old.health(),
                old.control(),
                old.keep(),
                Optional.of(command),
                old.placements());
        return new Errand(application, errand.release(), errand.epoch(), errand.deadline());
    }
}
