package dev.trikk.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.completion.NamesFile.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file on disk, between one client that writes and many shells that read. */
class NamesFileTest {
    private static final String URL = "https://trikk.example.org:8443/x";
    private static final Content CONTENT = new Content(
            Instant.ofEpochSecond(1_772_366_400), Optional.of("\"7\""), List.of("applications shop", "servers"));

    @TempDir
    Path home;

    private Path folder;
    private NamesFile file;

    @BeforeEach
    void inAFolderThatIsNotThere() {
        folder = home.resolve(".cache/trikk");
        file = new NamesFile(folder, URL);
    }

    private Path path() {
        return folder.resolve("names-https___trikk.example.org_8443_x");
    }

    @Test
    void the_shells_find_it_by_the_url_and_its_lines_by_their_keys() throws IOException {
        file.write(CONTENT);

        assertThat(path()).hasContent("trikk-names 1 1772366400 " + URL + "\netag \"7\"\napplications shop\nservers\n");
    }

    @Test
    void what_was_written_is_read() throws IOException {
        Content withoutTag = new Content(CONTENT.asked(), Optional.empty(), CONTENT.lines());

        file.write(CONTENT);
        Content first = file.read();
        file.write(withoutTag);

        assertThat(first).isEqualTo(CONTENT);
        assertThat(file.read()).isEqualTo(withoutTag);
    }

    @Test
    void nobody_else_can_read_it_and_nothing_else_is_left() throws IOException {
        file.write(CONTENT);
        file.write(CONTENT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path());
        }
    }

    @Test
    void without_a_file_there_is_nothing_and_it_was_never_asked_for() throws IOException {
        assertThat(file.read()).isEqualTo(new Content(Instant.EPOCH, Optional.empty(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "trikk-names 1 soon " + URL,
                "trikk-names 1  " + URL,
                "trikk-names 1 99999999999999999999 " + URL,
                "trikk-names 2 1 " + URL,
                "trikk-names 1 1",
                "trikk-names 1 1 https://trikk.example.org:8443_x",
                "\u00ff"
            })
    void a_damaged_file_or_one_of_another_daemon_has_nothing(String head) throws IOException {
        file.write(CONTENT);
        Files.writeString(path(), head + "\napplications shop\n", StandardCharsets.ISO_8859_1);

        assertThat(file.read().lines()).isEmpty();
        assertThat(file.read().etag()).isEmpty();
    }

    @Test
    void a_tag_that_would_be_more_than_a_line_is_not_kept() throws IOException {
        file.write(new Content(CONTENT.asked(), Optional.of("7\nservers evil"), CONTENT.lines()));

        assertThat(file.read()).isEqualTo(new Content(CONTENT.asked(), Optional.empty(), CONTENT.lines()));
    }

    @Test
    void a_very_long_url_makes_a_name_that_a_disk_takes() throws IOException {
        String url = "https://trikk.example.org/" + "x".repeat(5000);

        new NamesFile(folder, url).write(CONTENT);

        assertThat(new NamesFile(folder, url).read()).isEqualTo(CONTENT);
        assertThat(new NamesFile(folder, url + "y").read().lines()).isEmpty();
    }

    @Test
    void while_one_process_works_another_does_nothing() throws Exception {
        List<String> worked = new ArrayList<>();
        Process other = holdingTheLock();

        file.alone(() -> worked.add("at once"));
        other.getOutputStream().close();
        other.waitFor();
        file.alone(() -> worked.add("after it"));

        assertThat(worked).containsExactly("after it");
    }

    /** Another process that has the lock, until its input ends. */
    private Process holdingTheLock() throws IOException {
        file.write(CONTENT);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        folder.toString(),
                        URL)
                .start();
        assertThat(other.inputReader().readLine()).isEqualTo("held");
        return other;
    }

    /** What the other process does. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] words) throws IOException {
            new NamesFile(Path.of(words[0]), words[1]).alone(() -> {
                System.out.println("held");
                System.in.read();
            });
        }
    }
}
