package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aRepository;
import static dev.trikk.release.maven.Artifacts.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Repository;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What repositories and the proxies before them answer on bad days. */
class MavenReleasesTest {

    private static final String FOLDER = "/no/oslo/booking/";
    private static final String METADATA = FOLDER + "maven-metadata.xml";
    private static final String FILE = FOLDER + "1.9/booking-1.9-standalone.zip";
    private static final String SHA256 = "a".repeat(64);
    private static final String SHA1 = "b".repeat(40);
    private static final String MD5 = "c".repeat(32);

    private final RepositoryServer server = new RepositoryServer();
    private final MavenReleases releases = new MavenReleases(Duration.ofSeconds(5), Duration.ofSeconds(5));
    private final MavenReleases impatient = new MavenReleases(Duration.ofMillis(300), Duration.ofMillis(300));

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

    @Test
    void a_server_without_head_is_asked_with_get_and_its_big_body_is_not_read() {
        byte[] big = new byte[10_000_000];
        server.on(FILE, exchange -> {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            RepositoryServer.reply(exchange, head ? 405 : 200, big, "X-Checksum-Sha256", SHA256);
        });

        assertThat(resolve("1.9").checksum().hex()).isEqualTo(SHA256);
        assertThat(server.questions()).containsExactly("HEAD " + FILE, "GET " + FILE);
    }

    @Test
    void a_redirect_to_a_storage_is_followed_but_the_repository_itself_names_digest_and_address() {
        server.status(FILE, 302, "Location", "/storage?signed=secret", "X-Checksum-Sha256", SHA256)
                .file("/storage", "zip", "X-Checksum-Sha256", "e".repeat(64));

        Release release = resolve("1.9");

        assertThat(release.checksum().hex()).isEqualTo(SHA256);
        assertThat(release.location()).isEqualTo(server.uri(FILE));
        assertThat(server.questions()).containsExactly("HEAD " + FILE, "HEAD /storage");
    }

    @Test
    void a_redirect_in_a_circle_is_a_refusal() {
        server.status(FILE, 302, "Location", FILE);

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("answers with status 302");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_repository_that_wants_a_login_is_a_refusal_that_says_so(int status) {
        server.status(FILE, status);

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessage("Repository releases (" + server.uri("/") + ") does not let Trikk read the file (status "
                        + status + "): allow anonymous reading: " + server.uri(FILE));
    }

    @Test
    void a_login_page_in_place_of_the_file_is_a_refusal() {
        server.file(FILE, "<html>log in</html>", "Content-Type", "text/html");

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("sends a web page instead of the file");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void a_repository_in_trouble_may_be_asked_again(int status) {
        server.status(FILE, status);

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(RepositoryUnavailable.class)
                .hasMessageContaining("answers with status " + status);
    }

    @Test
    void a_repository_that_is_down_may_be_asked_again() {
        server.close();

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(RepositoryUnavailable.class)
                .hasMessageContaining("cannot be asked (java.net.ConnectException");
    }

    @Test
    void a_body_that_trickles_does_not_hold_us() {
        server.trickle(METADATA);

        assertThatThrownBy(() -> impatient.resolve(anApplication(), aRepository(server.uri("/")), "latest"))
                .isInstanceOf(RepositoryUnavailable.class)
                .hasMessageContaining("did not answer within 300 ms");
    }

    @Test
    void a_body_that_breaks_off_may_be_asked_for_again() {
        server.on(METADATA, exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(metadata("1.9").getBytes(StandardCharsets.UTF_8));
        });

        assertThatThrownBy(() -> resolve("latest")).isInstanceOf(RepositoryUnavailable.class);
    }

    @Test
    void a_list_that_is_half_written_may_be_asked_for_again() {
        server.file(METADATA, metadata("1.9").substring(0, 60));

        assertThatThrownBy(() -> resolve("latest"))
                .isInstanceOf(RepositoryUnavailable.class)
                .hasMessageContaining("has a broken list of versions");
    }

    @Test
    void a_list_without_end_is_a_refusal() {
        server.endless(METADATA);

        assertThatThrownBy(() -> resolve("latest"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("longer than 4194304 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><title>log in", "\uFEFF <HTML>\n"})
    void a_login_page_in_place_of_the_list_is_a_refusal(String page) {
        server.file(METADATA, page);

        assertThatThrownBy(() -> resolve("latest"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("sends a web page");
    }

    @Test
    void an_artifact_without_a_list_is_unknown() {
        assertThatThrownBy(() -> resolve("latest"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageEndingWith("lists no version of no.oslo:booking:zip:standalone in " + server.uri(METADATA));
    }

    @Test
    void an_artifact_of_snapshots_only_has_no_release() {
        server.file(METADATA, metadata("1.0-SNAPSHOT", "1.1-SNAPSHOT"));

        assertThatThrownBy(() -> resolve("release"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageEndingWith(
                        "lists only snapshots of no.oslo:booking:zip:standalone: 1.1-SNAPSHOT, 1.0-SNAPSHOT");
    }

    @Test
    void an_unknown_version_stays_unknown_when_the_list_is_in_trouble() {
        server.status(METADATA, 500);

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageEndingWith("in version 1.9 at " + server.uri(FILE));
    }

    @Test
    void a_hostile_list_cannot_name_a_version_that_harms_a_path_or_a_command() {
        server.file(METADATA, metadata("1.9", "99;reboot", "99/../../../etc"))
                .file(FILE, "zip", "X-Checksum-Sha256", SHA256);

        assertThat(resolve("latest").version()).isEqualTo("1.9");
    }

    @Test
    void a_hostile_list_of_snapshots_is_refused() {
        server.file(
                FOLDER + "2.0-SNAPSHOT/maven-metadata.xml",
                "<metadata><versioning><snapshot><timestamp>$(reboot)</timestamp><buildNumber>1</buildNumber></snapshot>"
                        + "</versioning></metadata>");

        assertThatThrownBy(() -> resolve("2.0-SNAPSHOT"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("only letters, digits and . _ + -");
        assertThat(server.questions()).hasSize(1);
    }

    @Test
    void a_hostile_version_in_a_request_is_not_asked_for() {
        assertThatThrownBy(() -> resolve("../../secret")).isInstanceOf(UnknownRelease.class);
        assertThat(server.questions()).isEmpty();
    }

    @Test
    void a_snapshot_that_is_overwritten_in_place_is_taken_under_its_plain_name() {
        server.file(FOLDER + "2.0-SNAPSHOT/booking-2.0-SNAPSHOT-standalone.zip", "zip", "X-Checksum-Sha256", SHA256);

        assertThat(resolve("2.0-SNAPSHOT").version()).isEqualTo("2.0-SNAPSHOT");
    }

    @Test
    void the_repository_is_asked_through_its_proxy_and_the_servers_will_be_too() {
        Optional<URI> proxy = Optional.of(server.uri(""));
        Repository behind = new Repository("behind", URI.create("http://artifacts.invalid/maven"), proxy);
        server.file("/maven" + FILE, "zip", "X-Checksum-Sha256", SHA256);

        Release release = releases.resolve(anApplication(), behind, "1.9");

        assertThat(release.location()).hasHost("artifacts.invalid");
        assertThat(release.httpProxy()).isEqualTo(proxy);
        assertThat(server.questions()).containsExactly("HEAD /maven" + FILE);
    }

    @Test
    void a_password_in_the_address_of_a_repository_is_not_told_to_anyone() {
        URI address = URI.create(server.uri("").toString().replace("//", "//oslo:secret@"));

        assertThatThrownBy(() -> releases.resolve(anApplication(), aRepository(address), "1.9"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining(server.uri(FILE).toString())
                .message()
                .doesNotContain("secret");
    }

    private Release resolve(String version) {
        return releases.resolve(anApplication(), aRepository(server.uri("/")), version);
    }

    private static String metadata(String... versions) {
        return "<metadata><versioning><versions><version>" + String.join("</version><version>", versions)
                + "</version></versions></versioning></metadata>";
    }
}
