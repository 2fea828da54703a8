package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aClient;
import static dev.trikk.release.maven.Artifacts.aRepository;
import static dev.trikk.release.maven.Artifacts.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.release.Release;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists of versions hold on bad days. */
class ListsTest {

    private static final String FOLDER = "/no/oslo/booking/";
    private static final String METADATA = FOLDER + "maven-metadata.xml";
    private static final String FILE = FOLDER + "1.9/booking-1.9-standalone.zip";
    private static final String SHA256 = "a".repeat(64);

    private final RepositoryServer server = new RepositoryServer();
    private final MavenReleases releases = new MavenReleases(aClient());
    private final MavenReleases impatient = new MavenReleases(aClient(Duration.ofMillis(300)));

    @AfterEach
    void close() {
        server.close();
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

    private Release resolve(String version) {
        return releases.resolve(anApplication(), aRepository(server.uri("/")), version);
    }

    private static String metadata(String... versions) {
        return "<metadata><versioning><versions><version>" + String.join("</version><version>", versions)
                + "</version></versions></versioning></metadata>";
    }
}
