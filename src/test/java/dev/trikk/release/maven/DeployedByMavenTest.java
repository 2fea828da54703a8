package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aRepository;
import static dev.trikk.release.maven.Artifacts.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.UnknownRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what Maven itself has written. One run of Maven deploys everything, because its start is what takes time. */
class DeployedByMavenTest {

    private static final String POM =
            """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>no.oslo</groupId>
              <artifactId>deploys</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <build><plugins><plugin>
                <artifactId>maven-deploy-plugin</artifactId>
                <version>3.1.4</version>
                <configuration>
                  <file>build.zip</file>
                  <groupId>no.oslo</groupId>
                  <artifactId>booking</artifactId>
                  <packaging>zip</packaging>
                  <generatePom>false</generatePom>
                  <repositoryId>served</repositoryId>
                  <url>%s</url>
                </configuration>
                <executions>%s</executions>
              </plugin></plugins></build>
            </project>
            """;
    private static final String DEPLOY =
            """
            <execution>
              <id>deploy-%d</id>
              <phase>validate</phase>
              <goals><goal>deploy-file</goal></goals>
              <configuration><version>%s</version><classifier>%s</classifier></configuration>
            </execution>
            """;

    @TempDir
    private static Path work;

    private static final RepositoryServer SERVER = new RepositoryServer();

    private final MavenReleases releases = new MavenReleases(Duration.ofSeconds(5), Duration.ofSeconds(5));

    @BeforeAll
    static void deploy() throws IOException, InterruptedException {
        Files.writeString(work.resolve("build.zip"), "a build");
        Path repository = Files.createDirectory(work.resolve("repository"));
        String deployments = DEPLOY.formatted(1, "1.10", "standalone")
                + DEPLOY.formatted(2, "2.0-SNAPSHOT", "standalone")
                + DEPLOY.formatted(3, "2.0-SNAPSHOT", "")
                + DEPLOY.formatted(4, "2.0-rc-1", "standalone")
                + DEPLOY.formatted(5, "1.9", "standalone");
        Files.writeString(work.resolve("pom.xml"), POM.formatted(repository.toUri(), deployments));
        run("mvn", "-q", "-B", "-Daether.checksums.algorithms=SHA-256,SHA-1", "validate");
        SERVER.folder(repository);
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void an_exact_version_is_found_with_the_digest_that_maven_put_beside_it() throws Exception {
        Release release = resolve("1.9");

        assertThat(release.version()).isEqualTo("1.9");
        assertThat(release.location()).isEqualTo(SERVER.uri("/no/oslo/booking/1.9/booking-1.9-standalone.zip"));
        assertThat(release.checksum()).isEqualTo(sha256(work.resolve("build.zip")));
        assertThat(release.directory()).isEqualTo("booking-1.9-standalone");
    }

    @Test
    void the_release_is_the_highest_and_not_the_last_deployed() {
        assertThat(resolve("release").version()).isEqualTo("2.0-rc-1");
    }

    @Test
    void all_versions_come_in_mavens_own_order() {
        List<String> versions = releases.versions(anApplication(), aRepository(SERVER.uri("/")));

        assertThat(versions).containsExactly("2.0-SNAPSHOT", "2.0-rc-1", "1.10", "1.9");
    }

    @Test
    void the_latest_may_be_a_snapshot_and_is_recorded_with_its_timestamp() {
        Release release = resolve("latest");

        assertThat(release.version()).matches("2\\.0-\\d{8}\\.\\d{6}-\\d");
    }

    @Test
    void a_snapshot_is_the_newest_that_has_the_classifier_although_a_newer_one_lacks_it() {
        Release release = resolve("2.0-SNAPSHOT");

        assertThat(release.version()).endsWith("-1");
        assertThat(release.location().getPath())
                .isEqualTo("/no/oslo/booking/2.0-SNAPSHOT/booking-" + release.version() + "-standalone.zip");
    }

    @Test
    void a_recorded_snapshot_can_be_asked_for_again() {
        Release first = resolve("2.0-SNAPSHOT");

        Release again = resolve(first.version());

        assertThat(again).isEqualTo(first);
    }

    @Test
    void an_unknown_version_is_refused_with_what_is_near_it() {
        assertThatThrownBy(() -> resolve("1.11"))
                .isInstanceOf(UnknownRelease.class)
                .hasMessage("Repository releases (" + SERVER.uri("/")
                        + ") has no no.oslo:booking:zip:standalone in version 1.11 at "
                        + SERVER.uri("/no/oslo/booking/1.11/booking-1.11-standalone.zip")
                        + "; near it: 2.0-SNAPSHOT, 2.0-rc-1, 1.10, 1.9");
    }

    private Release resolve(String version) {
        return releases.resolve(anApplication(), aRepository(SERVER.uri("/")), version);
    }

    private static Checksum sha256(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return new Checksum(Algorithm.SHA256, HexFormat.of().formatHex(digest));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path log = work.resolve("mvn.log");
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("Maven ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
