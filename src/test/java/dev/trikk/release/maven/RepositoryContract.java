package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aClient;
import static dev.trikk.release.maven.Artifacts.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.Patience;
import dev.trikk.http.Login;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Copies;
import dev.trikk.release.Copies.Copy;
import dev.trikk.release.Release;
import dev.trikk.release.Release.Source;
import dev.trikk.release.Releases.UnknownRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Maven has deployed is found in every kind of repository, with the login that it wants, and not without. */
abstract class RepositoryContract {
    static final String SECRET = "hemmelig-4711";

    @TempDir
    private static Path work;

    private static DeployedByMaven deployed;

    @TempDir
    private Path copies;

    @BeforeAll
    static void deploy() throws Exception {
        deployed = DeployedByMaven.into(work);
    }

    static Path work() {
        return work;
    }

    static DeployedByMaven deployed() {
        return deployed;
    }

    /** The repository, which serves what was deployed. */
    abstract Repository repository();

    /** The login that it wants. */
    abstract Login login();

    @Test
    void an_exact_version_is_found_with_its_digest() {
        Release release = resolve("1.9");

        assertThat(release.version()).isEqualTo("1.9");
        assertThat(release.location())
                .hasPath(repository().url().getPath() + "/no/oslo/booking/1.9/booking-1.9-standalone.zip");
        assertThat(release.checksum()).isEqualTo(DeployedByMaven.sha256());
        assertThat(release.directory()).isEqualTo("booking-1.9-standalone");
    }

    @ParameterizedTest
    @CsvSource({"release, 2.0-rc-1", "'[1.9,1.10]', 1.10", "'(,1.10)', 1.9", "'[1.9]', 1.9"})
    void the_newest_that_is_meant_is_the_highest_and_not_the_last_deployed(String wanted, String version) {
        assertThat(resolve(wanted).version()).isEqualTo(version);
    }

    @Test
    void all_versions_come_in_mavens_own_order() {
        List<String> versions = new MavenCatalog(aClient(login())).versions(anApplication(), repository());

        assertThat(versions).containsExactly("2.0-SNAPSHOT", "2.0-rc-1", "1.10", "1.9");
    }

    @ParameterizedTest
    @CsvSource({"latest", "2.0-SNAPSHOT", "'[1.9,2.0-SNAPSHOT]'"})
    void a_snapshot_is_recorded_with_its_timestamp_and_is_the_newest_that_has_the_classifier(String wanted) {
        Release release = resolve(wanted);

        assertThat(release.version()).matches("2\\.0-\\d{8}\\.\\d{6}-1");
        assertThat(release.location().getPath())
                .endsWith("/no/oslo/booking/2.0-SNAPSHOT/booking-" + release.version() + "-standalone.zip");
        assertThat(release.checksum()).isEqualTo(DeployedByMaven.sha256());
        assertThat(resolve(release.version())).isEqualTo(release);
    }

    @Test
    void an_unknown_version_is_refused_with_what_is_near_it() {
        assertThatThrownBy(() -> resolve("1.11"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("has no no.oslo:booking:zip:standalone in version 1.11 at ")
                .hasMessageEndingWith("; near it: 2.0-SNAPSHOT, 2.0-rc-1, 1.10, 1.9");
    }

    @Test
    void an_unknown_artifact_has_no_versions() {
        MavenCatalog catalog = new MavenCatalog(aClient(login()));

        assertThatThrownBy(() -> catalog.versions(Artifacts.anotherApplication(), repository()))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("lists no version of no.oslo:parking:zip:standalone");
    }

    @Test
    void trikk_brings_a_copy_of_what_the_servers_may_not_read() throws Exception {
        Release release = resolve("latest");

        try (Copy copy = copies(login()).bring(release, repository())) {
            assertThat(copy.file()).hasContent(DeployedByMaven.BUILD);
        }

        assertThat(release.source()).isEqualTo(Source.CARRIED);
        try (var left = Files.list(copies)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void without_the_right_login_nothing_is_read_and_none_is_told() {
        Release release = resolve("1.9");
        for (Login wrong : List.of(Login.basic("trikk", SECRET + "x"), Login.bearer(SECRET + "x"))) {
            for (String version : List.of("1.9", "latest", "2.0-SNAPSHOT")) {
                assertThatThrownBy(
                                () -> new MavenReleases(aClient(wrong)).resolve(anApplication(), repository(), version))
                        .isInstanceOf(UnknownRelease.class)
                        .hasMessageContaining("does not let Trikk read the file (status 401)")
                        .message()
                        .doesNotContain(SECRET);
            }
            assertThatThrownBy(() -> copies(wrong).bring(release, repository()))
                    .isInstanceOf(UnknownRelease.class)
                    .hasMessageContaining("(status 401)");
        }
    }

    Release resolve(String version) {
        return new MavenReleases(aClient(login())).resolve(anApplication(), repository(), version);
    }

    private Copies copies(Login login) {
        return new MavenCopies(aClient(login), copies, 1_000_000, Patience.LONG);
    }
}
