package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallScriptTest {
    private static final String RELEASE = "shop-1.0-standalone";
    private static final String PROPERTIES = RELEASE + "/config/itas.properties";
    private static final Zip OTHER = Zip.of("bin/run.sh", "other", "readme", "");

    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(root);
    }

    @Test
    void a_release_lies_ready_with_rights_properties_and_marker() {
        home.givenInstalled(Given.shop());

        assertThat(home.read(RELEASE + "/lib/app.jar")).isEqualTo("1.0");
        assertThat(home.path(RELEASE + "/bin/run.sh")).isExecutable();
        assertThat(home.read(PROPERTIES)).isEqualTo("jmx.port=9010\njvm.xmx=512m\n");
        assertThat(home.read(RELEASE + "/.trikk-checksum"))
                .isEqualTo(Given.shop().errand().marker() + "\n");
        assertThat(home.path("shop-app")).doesNotExist();
        assertThat(home.path(RELEASE + "/config/disabled")).doesNotExist();
    }

    @Test
    void a_single_top_folder_is_the_release() {
        home.givenInstalled(Given.shop().zip(Zip.of("shop-1.0/bin/run.sh", "", "shop-1.0/lib/app.jar", "1.0")));

        assertThat(home.names(RELEASE)).containsExactly(".trikk-checksum", "bin", "config", "lib");
    }

    @Test
    void a_top_folder_with_something_beside_it_is_not() {
        home.givenInstalled(Given.shop().zip(Zip.of("shop-1.0/lib/app.jar", "1.0", ".hidden", "")));

        assertThat(home.names(RELEASE)).containsExactly(".hidden", ".trikk-checksum", "config", "shop-1.0");
    }

    @Test
    void a_release_without_programs_is_fine() {
        home.givenInstalled(Given.shop().zip(Zip.of("lib/app.jar", "1.0", "bin/readme", "")));

        assertThat(home.path(RELEASE + "/bin/readme")).isRegularFile();
    }

    @Test
    void on_a_disabled_server_the_marker_is_there_before_the_link_is() {
        home.givenUploaded(Given.shop());

        home.good(InstallScript.of(Given.shop().errand(), Duty.REST));

        assertThat(home.path(RELEASE + "/config/disabled")).exists();
    }

    @Test
    void nothing_to_go_back_to_is_reported_as_nothing() {
        home.givenUploaded(Given.shop());

        Outcome outcome = home.good(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.stdout()).isEqualTo("trikk:previous=\n");
    }

    @Test
    void the_release_before_is_reported_exactly_as_the_link_says() throws IOException {
        Files.createSymbolicLink(home.path("shop-app"), Path.of("./old/shop-0.9-standalone"));
        home.givenUploaded(Given.shop());

        Outcome outcome = home.good(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.stdout()).isEqualTo("trikk:previous=./old/shop-0.9-standalone\n");
    }

    @Test
    void only_two_keys_of_the_properties_are_ours() {
        String before = "# ours: jmx.port=1\n jmx.port : 1\r\na\\\n  b\njmx.portal=2\n\njvm.xmx=1g\nlast=x";
        home.givenInstalled(Given.shop().zip(Zip.of("config/itas.properties", before, "lib/app.jar", "")));

        assertThat(home.read(PROPERTIES))
                .isEqualTo("# ours: jmx.port=1\njmx.port=9010\na\\\n  b\njmx.portal=2\n\njvm.xmx=512m\nlast=x\n");
    }

    @Test
    void installing_twice_is_installing_once() {
        home.givenInstalled(Given.shop());
        Map<String, String> once = home.snapshot();

        home.good(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.snapshot()).isEqualTo(once);
    }

    @Test
    void an_installed_release_gets_its_rights_and_properties_back_and_keeps_the_rest() throws IOException {
        home.givenInstalled(Given.shop());
        home.given(PROPERTIES, "own=1\njmx.port=1\n");
        Files.setPosixFilePermissions(home.path(PROPERTIES), PosixFilePermissions.fromString("rw-r-----"));
        Files.setPosixFilePermissions(home.path(RELEASE + "/bin/run.sh"), PosixFilePermissions.fromString("rw-r--r--"));

        home.good(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.read(PROPERTIES)).isEqualTo("own=1\njmx.port=9010\njvm.xmx=512m\n");
        assertThat(Files.getPosixFilePermissions(home.path(PROPERTIES))).hasSize(3);
        assertThat(home.path(RELEASE + "/bin/run.sh")).isExecutable();
        assertThat(home.names(RELEASE + "/config")).containsExactly("itas.properties");
    }

    @Test
    void the_properties_of_the_running_release_are_left_to_the_switch() {
        home.givenSwitched(Given.shop());
        home.given(PROPERTIES, "jmx.port=1\n");

        home.good(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(home.read(PROPERTIES)).isEqualTo("jmx.port=1\n");
    }

    @Test
    void a_directory_with_other_content_is_replaced_while_nobody_uses_it() {
        home.givenInstalled(Given.shop());

        home.givenInstalled(Given.shop().zip(OTHER));

        assertThat(home.read(RELEASE + "/bin/run.sh")).isEqualTo("other");
        assertThat(home.path(RELEASE + "/lib")).doesNotExist();
        assertThat(home.path(".trikk/trash-shop")).doesNotExist();
    }

    @Test
    void the_release_in_use_must_not_change_its_content() {
        home.givenSwitched(Given.shop());
        Given changed = Given.shop().zip(OTHER);
        home.givenUploaded(changed);
        Map<String, String> before = home.snapshot();

        Outcome outcome = home.run(InstallScript.of(changed.errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.IN_THE_WAY.code());
        assertThat(outcome.stderr()).endsWith("a release must not change\n");
        assertThat(home.snapshot()).isEqualTo(before);
    }

    @Test
    void a_directory_of_another_user_of_the_same_home_is_left_alone() {
        home.givenInstalled(Given.shop().user("other"));
        home.givenUploaded(Given.shop());

        Outcome outcome = home.run(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.IN_THE_WAY.code());
        assertThat(outcome.stderr()).contains("belongs to another user");
    }

    @Test
    void what_stands_where_the_link_belongs_is_left_alone() {
        home.given("shop-app/file", "");
        home.givenUploaded(Given.shop());
        Map<String, String> before = home.snapshot();

        Outcome outcome = home.run(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.IN_THE_WAY.code());
        assertThat(outcome.stderr()).isEqualTo(home.path("shop-app") + " is in the way: it is not a symlink\n");
        assertThat(home.snapshot()).isEqualTo(before);
    }

    @Test
    void what_stands_where_the_directory_belongs_is_left_alone() throws IOException {
        Files.createDirectory(home.path("elsewhere"));
        Files.createSymbolicLink(home.path(RELEASE), Path.of("elsewhere"));
        home.givenUploaded(Given.shop());

        Outcome outcome = home.run(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.IN_THE_WAY.code());
        assertThat(home.names("elsewhere")).isEmpty();
    }

    @Test
    void a_zip_cannot_write_outside_its_directory() {
        home.givenInstalled(Given.shop().zip(Zip.of("lib/app.jar", "", "../../escaped", "", "x/../../../escaped", "")));

        assertThat(home.names("")).containsExactly(".trikk", RELEASE);
        assertThat(home.names(".trikk")).doesNotContain("escaped");
        assertThat(root.resolve("escaped")).doesNotExist();
    }

    @Test
    void a_zip_with_absolute_paths_is_refused() {
        Given hostile = Given.shop().zip(Zip.of("lib/app.jar", "", root + "/escaped", ""));
        home.givenUploaded(hostile);

        Outcome outcome = home.run(InstallScript.of(hostile.errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNPACK.code());
        assertThat(home.path(RELEASE)).doesNotExist();
        assertThat(root.resolve("escaped")).doesNotExist();
    }

    @Test
    void what_is_not_a_zip_is_refused() {
        home.given(Given.shop().errand().zip(), "no zip");

        Outcome outcome = home.run(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNPACK.code());
        assertThat(outcome.explanation()).contains("cannot unpack");
        assertThat(home.path(RELEASE)).doesNotExist();
    }

    @Test
    void a_missing_zip_is_missed() {
        Outcome outcome = home.run(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.MISSING.code());
        assertThat(outcome.explanation()).contains("fetch it again");
    }

    @Test
    void a_full_disk_is_called_full() {
        home.program("unzip", "#!/bin/sh\nexit 50\n");
        home.givenUploaded(Given.shop());

        Outcome outcome = home.run(InstallScript.of(Given.shop().errand(), Duty.RUN));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FULL.code());
        assertThat(home.path(RELEASE)).doesNotExist();
    }
}
