package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aClient;
import static dev.trikk.release.maven.Artifacts.aRepository;
import static dev.trikk.release.maven.Artifacts.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Repository;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What repositories and the proxies before them answer on bad days. */
class MavenReleasesTest {

    private static final String FOLDER = "/no/oslo/booking/";
    private static final String FILE = FOLDER + "1.9/booking-1.9-standalone.zip";
    private static final String SHA256 = "a".repeat(64);

    private final RepositoryServer server = new RepositoryServer();
    private final MavenReleases releases = new MavenReleases(aClient());

    @AfterEach
    void close() {
        server.close();
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

    @ParameterizedTest
    @CsvSource({"17, PT17S", "'Fri, 27 Nov 2026 12:01:30 GMT', PT1M30S", "99999999, PT1H"})
    void how_long_it_asks_to_wait_is_heard(String header, Duration wait) {
        server.status(FILE, 429, "Retry-After", header);

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOfSatisfying(RepositoryUnavailable.class, away -> assertThat(away.after())
                        .contains(wait));
    }

    @ParameterizedTest
    @CsvSource({
        "401, 'give it a user with a password, or a token, or allow anonymous reading'",
        "403, 'give it a login, or allow anonymous reading'",
        "407, is behind a proxy that wants a login",
        "409, answers with status 409",
        "418, answers with status 418"
    })
    void another_answer_is_a_refusal_that_says_what_to_do(int status, String advice) {
        server.status(FILE, status);

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageStartingWith("Repository releases (" + server.uri("/") + ") ")
                .hasMessageContaining(advice)
                .hasMessageEndingWith(": " + server.uri(FILE));
    }

    @Test
    void a_release_whose_newest_version_lacks_the_file_is_the_one_before() {
        server.file(FOLDER + "maven-metadata.xml", metadata("1.9", "1.10"))
                .file(FILE, "zip", "X-Checksum-Sha256", SHA256);

        assertThat(resolve("release").version()).isEqualTo("1.9");
    }

    @Test
    void a_list_of_what_is_gone_is_not_followed_for_ever() {
        server.file(FOLDER + "maven-metadata.xml", metadata("1", "2", "3", "4", "5", "6", "7"));

        assertThatThrownBy(() -> resolve("release"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageEndingWith(
                        "lists 7, 6, 5, 4, 3 of no.oslo:booking:zip:standalone, but has the file of none of them");
        assertThat(server.questions()).hasSize(6);
    }

    @Test
    void a_file_that_may_not_be_read_is_not_passed_over_for_an_older_one() {
        server.file(FOLDER + "maven-metadata.xml", metadata("1.9", "1.10"))
                .status(FOLDER + "1.10/booking-1.10-standalone.zip", 403)
                .file(FILE, "zip", "X-Checksum-Sha256", SHA256);

        assertThatThrownBy(() -> resolve("release"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("(status 403)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.2", "[2.0,1.0]", "[]x]"})
    void a_range_that_is_none_is_a_refusal(String range) {
        server.file(FOLDER + "maven-metadata.xml", metadata("1.9"));

        assertThatThrownBy(() -> resolve(range))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining(range + " is no range of versions as Maven writes it");
    }

    @Test
    void a_range_that_holds_nothing_is_a_refusal_with_what_there_is() {
        server.file(FOLDER + "maven-metadata.xml", metadata("1.9", "2.0-SNAPSHOT"));

        assertThatThrownBy(() -> resolve("[2.0,3.0)"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageEndingWith(
                        "lists no version in [2.0,3.0) of no.oslo:booking:zip:standalone, but: 2.0-SNAPSHOT, 1.9");
    }

    @Test
    void a_repository_that_is_down_may_be_asked_again() {
        server.close();

        assertThatThrownBy(() -> resolve("1.9"))
                .isInstanceOf(RepositoryUnavailable.class)
                .hasMessageContaining("cannot be asked (java.net.ConnectException");
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
        Repository behind = Repository.open("behind", URI.create("http://artifacts.invalid/maven"), proxy);
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
