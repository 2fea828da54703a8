package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aClient;
import static dev.trikk.release.maven.Artifacts.aRepository;
import static dev.trikk.release.maven.Artifacts.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which digest is believed. */
class DigestsTest {

    private static final String FOLDER = "/no/oslo/booking/";
    private static final String FILE = FOLDER + "1.9/booking-1.9-standalone.zip";
    private static final String SHA256 = "a".repeat(64);
    private static final String SHA1 = "b".repeat(40);
    private static final String MD5 = "c".repeat(32);

    private final RepositoryServer server = new RepositoryServer();
    private final MavenReleases releases = new MavenReleases(aClient());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void the_header_of_the_file_is_believed_before_all_side_files() {
        server.file(FILE, "zip", "X-Checksum-Sha256", SHA256, "X-Checksum-Sha1", SHA1)
                .file(FILE + ".sha256", "d".repeat(64));

        Release release = resolve("1.9");

        assertThat(release.checksum()).isEqualTo(new Checksum(Algorithm.SHA256, SHA256));
        assertThat(server.questions()).containsExactly("HEAD " + FILE);
    }

    @Test
    void the_sha256_file_is_believed_before_the_sha1_header() {
        server.file(FILE, "zip", "X-Checksum-Sha1", SHA1).file(FILE + ".sha256", SHA256 + "  booking.zip\n");

        assertThat(resolve("1.9").checksum()).isEqualTo(new Checksum(Algorithm.SHA256, SHA256));
    }

    @Test
    void the_sha1_header_is_believed_before_the_sha1_file() {
        server.file(FILE, "zip", "X-Checksum-Sha1", SHA1).file(FILE + ".sha1", "d".repeat(40));

        assertThat(resolve("1.9").checksum()).isEqualTo(new Checksum(Algorithm.SHA1, SHA1));
    }

    @Test
    void md5_is_taken_where_there_is_nothing_better() {
        server.file(FILE, "zip").status(FILE + ".sha1", 403).file(FILE + ".md5", MD5);

        assertThat(resolve("1.9").checksum()).isEqualTo(new Checksum(Algorithm.MD5, MD5));
    }

    @Test
    void a_web_page_in_place_of_a_side_file_is_passed_over() {
        server.file(FILE, "zip", "X-Checksum-Sha256", "unknown")
                .file(FILE + ".sha256", "<html>" + SHA256 + " </html>")
                .file(FILE + ".sha1", SHA1, "Content-Type", "text/html; charset=utf-8")
                .file(FILE + ".md5", MD5);

        assertThat(resolve("1.9").checksum().algorithm()).isEqualTo(Algorithm.MD5);
    }

    @Test
    void a_side_file_in_a_strange_charset_or_of_a_strange_length_is_passed_over() {
        server.file(FILE, "zip")
                .file(FILE + ".sha256", SHA256.getBytes(StandardCharsets.UTF_16))
                .file(FILE + ".sha1", SHA1 + " ".repeat(10_000_000))
                .file(FILE + ".md5", MD5);

        assertThat(resolve("1.9").checksum().algorithm()).isEqualTo(Algorithm.MD5);
    }

    @Test
    void a_side_file_that_cannot_be_asked_for_now_does_not_make_a_weaker_one_count() {
        server.file(FILE, "zip").status(FILE + ".sha256", 503).file(FILE + ".sha1", SHA1);

        assertThatThrownBy(() -> resolve("1.9")).isInstanceOf(RepositoryUnavailable.class);
    }

    @Test
    void a_file_without_any_digest_is_refused() {
        server.file(FILE, "zip");

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageEndingWith("has no checksum, neither as header nor beside the file, of " + server.uri(FILE));
    }

    private Release resolve(String version) {
        return releases.resolve(anApplication(), aRepository(server.uri("/")), version);
    }
}
