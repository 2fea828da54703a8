package dev.trikk.release.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Control;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.UnknownRelease;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

    private static final Application BOOKING = new Application(
            "booking",
            new Artifact("releases", "no.oslo", "itas-booking", "zip", Optional.of("standalone")),
            "booking",
            9001,
            "512m",
            true,
            "true",
            Optional.empty(),
            Control.itas(),
            2,
            Optional.empty(),
            Map.of());

    @TempDir
    private Path work;

    private Path folder;
    private Path kept;
    private Uploads uploads;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(work.resolve("builds"));
        kept = work.resolve("kept");
        uploads = new Uploads(folder, kept, 10_000);
    }

    @Test
    void a_build_becomes_a_release_whose_copy_is_named_by_its_digest() throws Exception {
        Path build = givenZip("team/build.zip", "bin/start.sh");
        String sha256 = sha256(build);

        Release release = uploads.take(BOOKING, "1.9-local", "team/build.zip");

        assertThat(release.source()).isEqualTo(Release.Source.LOCAL);
        assertThat(release.application()).isEqualTo("booking");
        assertThat(release.directory()).isEqualTo("itas-booking-1.9-local-" + sha256.substring(0, 8) + "-standalone");
        assertThat(release.checksum().algorithm()).isEqualTo(Algorithm.SHA256);
        assertThat(release.checksum().hex()).isEqualTo(sha256);
        assertThat(Path.of(release.location()))
                .isEqualTo(kept.resolve(sha256 + ".zip"))
                .hasSameBinaryContentAs(build);
    }

    @Test
    void the_copy_outlives_the_original() throws IOException {
        Path build = givenZip("build.zip", "bin/start.sh");
        Release release = uploads.take(BOOKING, "1", "build.zip");

        Files.delete(build);

        assertThat(Path.of(release.location())).isNotEmptyFile();
    }

    @Test
    void taking_the_same_build_again_gives_the_same_release_and_leaves_nothing_else_behind() throws IOException {
        givenZip("build.zip", "bin/start.sh");
        Release first = uploads.take(BOOKING, "1", "build.zip");

        Release again = uploads.take(BOOKING, "1", "build.zip");

        assertThat(again).isEqualTo(first);
        assertThat(kept()).containsExactly(first.checksum().hex() + ".zip");
    }

    @Test
    void a_build_that_is_overwritten_becomes_another_release() throws IOException {
        givenZip("build.zip", "bin/start.sh");
        Release first = uploads.take(BOOKING, "1", "build.zip");
        givenZip("build.zip", "bin/start.sh", "bin/stop.sh");

        Release second = uploads.take(BOOKING, "1", "build.zip");

        assertThat(second.directory()).isNotEqualTo(first.directory());
        assertThat(kept()).hasSize(2);
    }

    @Test
    void a_forgotten_copy_is_gone_and_may_be_forgotten_twice() throws IOException {
        givenZip("build.zip", "bin/start.sh");
        Release release = uploads.take(BOOKING, "1", "build.zip");

        uploads.forget(release.checksum());
        uploads.forget(release.checksum());

        assertThat(kept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.zip",
                "../none.zip",
                "team/../../secret.zip",
                "/etc/passwd",
                "link.zip",
                "linked/secret.zip"
            })
    void a_file_outside_the_folder_is_refused(String file) throws IOException {
        zip(work.resolve("secret.zip"), "bin/start.sh");
        Files.createSymbolicLink(folder.resolve("link.zip"), work.resolve("secret.zip"));
        Files.createSymbolicLink(folder.resolve("linked"), work);

        assertRefused(file, file + " is not below " + folder + ", where builds are taken from");
    }

    @Test
    void a_link_that_stays_inside_the_folder_is_followed() throws IOException {
        Path build = givenZip("build-17.zip", "bin/start.sh");
        Files.createSymbolicLink(folder.resolve("newest.zip"), build);

        Release release = uploads.take(BOOKING, "1", "newest.zip");

        assertThat(Path.of(release.location())).hasSameBinaryContentAs(build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.zip", "none/none.zip", "build.zip/none.zip", "nul\0.zip"})
    void a_file_that_is_not_there_is_refused(String file) throws IOException {
        givenZip("build.zip", "bin/start.sh");

        assertRefused(file, "There is no file " + file + " in " + folder);
    }

    @Test
    void a_folder_is_no_build() throws IOException {
        Files.createDirectory(folder.resolve("team"));

        assertRefused("team", "team in " + folder + " is not a file");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        Files.createFile(folder.resolve("build.zip"));

        assertRefused("build.zip", "build.zip is empty");
    }

    @Test
    void a_file_that_is_longer_than_allowed_is_refused() throws IOException {
        Files.write(folder.resolve("build.zip"), new byte[10_001]);

        assertRefused("build.zip", "build.zip is longer than the allowed 10000 bytes");
    }

    @Test
    void a_file_as_long_as_allowed_is_taken() throws IOException {
        Path build = givenZip("build.zip", "bin/start.sh");

        Release release = new Uploads(folder, kept, Files.size(build)).take(BOOKING, "1", "build.zip");

        assertThat(Path.of(release.location())).isNotEmptyFile();
    }

    @Test
    void a_zip_that_is_still_being_written_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(givenZip("build.zip", "bin/start.sh", "bin/stop.sh"));
        Files.write(folder.resolve("build.zip"), Arrays.copyOf(whole, whole.length - 30));

        assertThatThrownBy(() -> uploads.take(BOOKING, "1", "build.zip"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageStartingWith("build.zip is not a readable zip")
                .hasMessageEndingWith("is it still being written?");
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_zip_with_nothing_in_it_is_refused() throws IOException {
        givenZip("build.zip");

        assertRefused("build.zip", "build.zip is a zip with nothing in it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.sh",
                "bin/../../evil.sh",
                "bin/..",
                "..",
                "/etc/cron.d/evil",
                "..\\evil",
                "\\evil",
                "C:\\evil",
                "a\n/../b"
            })
    void a_zip_that_would_write_outside_its_folder_is_refused_with_the_name_of_the_entry(String entry)
            throws IOException {
        givenZip("build.zip", "bin/start.sh", entry);

        assertRefused("build.zip", "build.zip would write outside its folder: it holds " + entry);
    }

    @Test
    void names_that_only_look_like_steps_upwards_are_fine() throws IOException {
        givenZip("build.zip", "bin/", "lib/a..b.jar", "..hidden", "lib/...", "lib/x:y");

        assertThat(uploads.take(BOOKING, "1", "build.zip").version()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../1", "1;reboot", "1 2"})
    void a_version_that_could_harm_a_path_or_a_command_is_refused(String version) throws IOException {
        givenZip("build.zip", "bin/start.sh");

        assertThatThrownBy(() -> uploads.take(BOOKING, version, "build.zip"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("only letters, digits and . _ + -");
    }

    @Test
    void a_machine_that_cannot_keep_the_copy_is_no_fault_of_the_build() throws IOException {
        givenZip("build.zip", "bin/start.sh");
        Files.createFile(kept);

        assertThatThrownBy(() -> uploads.take(BOOKING, "1", "build.zip"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Cannot keep a copy of build.zip");
    }

    private void assertRefused(String file, String sentence) throws IOException {
        assertThatThrownBy(() -> uploads.take(BOOKING, "1", file))
                .isInstanceOf(UnknownRelease.class)
                .hasMessage(sentence);
        assertThat(kept()).isEmpty();
    }

    private Stream<String> kept() throws IOException {
        if (!Files.exists(kept)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void a_build_that_is_no_more_what_its_path_says_is_refused() throws Exception {
        String promised = "0".repeat(64);
        Path build = givenZip("builds/" + promised + "/shop.zip", "bin/start.sh");

        assertThatThrownBy(() -> uploads.take(BOOKING, "1.9-local", "builds/" + promised + "/shop.zip"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessage("builds/" + promised + "/shop.zip has the SHA-256 " + sha256(build)
                        + " now; send the build again");
    }

    private Path givenZip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        zip(file, entries);
        return file;
    }

    private static void zip(Path file, String... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
