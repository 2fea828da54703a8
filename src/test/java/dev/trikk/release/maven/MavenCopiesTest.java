package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aClient;
import static dev.trikk.release.maven.Artifacts.aRepository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.Patience;
import dev.trikk.http.Login;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Copies.Copy;
import dev.trikk.release.Release;
import dev.trikk.release.Release.Source;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MavenCopiesTest {
    private static final String FILE = "/no/oslo/booking/1.9/booking-1.9-standalone.zip";
    private static final byte[] ZIP = "a zip".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final RepositoryServer server = new RepositoryServer();

    @AfterEach
    void close() throws IOException {
        server.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_copy_is_there_until_it_is_closed(Algorithm algorithm) throws IOException {
        server.file(FILE, ZIP);

        try (Copy copy = bring(new Checksum(algorithm, DeployedByMaven.digest(ZIP, algorithm.javaName())))) {
            assertThat(copy.file()).hasBinaryContent(ZIP);
        }

        assertThat(server.heard("Authorization")).containsExactly("Bearer hemmelig");
    }

    @Test
    void a_copy_of_ten_megabytes_comes_whole_from_a_storage_that_learns_no_login() throws IOException {
        byte[] big = new byte[10_000_000];
        try (RepositoryServer storage = new RepositoryServer("127.0.0.2")) {
            storage.file("/signed", big);
            server.status(FILE, 302, "Location", storage.uri("/signed").toString());

            try (Copy copy = bring(new Checksum(Algorithm.SHA256, DeployedByMaven.digest(big, "SHA-256")))) {
                assertThat(copy.file()).hasBinaryContent(big);
            }

            assertThat(storage.heard("Authorization")).isEmpty();
        }
    }

    @Test
    void another_file_is_refused_with_both_digests() {
        server.file(FILE, "another");

        assertThatThrownBy(() -> bring(right()))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("has another file than before: expected sha256 " + right().hex() + ", got ");
    }

    @Test
    void a_web_page_is_refused() {
        server.file(FILE, "<html>log in</html>", "Content-Type", "text/html");

        assertThatThrownBy(() -> bring(right()))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("sends a web page");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 409, 410})
    void a_refusal_is_one(int status) {
        server.status(FILE, status);

        assertThatThrownBy(() -> bring(right()))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void trouble_may_pass(int status) {
        server.status(FILE, status, "Retry-After", "17");

        assertThatThrownBy(() -> bring(right()))
                .isInstanceOfSatisfying(RepositoryUnavailable.class, away -> assertThat(away.after())
                        .contains(Duration.ofSeconds(17)));
    }

    @Test
    void a_body_that_breaks_off_may_be_asked_for_again() {
        server.on(FILE, exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(ZIP);
        });

        assertThatThrownBy(() -> bring(right())).isInstanceOf(RepositoryUnavailable.class);
    }

    @Test
    void a_body_that_trickles_is_given_up_at_the_deadline() {
        server.trickle(FILE);

        assertThatThrownBy(() -> copies(1_000, Duration.ofMillis(300))
                        .bring(release(right()), aRepository(Repository.Type.MAVEN, server.uri("/"))))
                .isInstanceOf(RepositoryUnavailable.class)
                .hasMessageContaining("did not answer within 300 ms");
    }

    @Test
    void a_body_without_end_is_refused_at_the_limit() {
        server.endless(FILE);

        assertThatThrownBy(() -> bring(right()))
                .isInstanceOf(UnknownRelease.class)
                .hasMessageContaining("has a file longer than 20000000 bytes");
    }

    @Test
    void what_an_earlier_process_left_is_deleted() throws IOException {
        Files.createFile(folder.resolve("copy-1.part"));

        copies(1_000, Patience.LONG);

        assertThat(folder.resolve("copy-1.part")).doesNotExist();
    }

    private Copy bring(Checksum checksum) {
        return copies(20_000_000, Patience.LONG)
                .bring(release(checksum), aRepository(Repository.Type.MAVEN, server.uri("/")));
    }

    private MavenCopies copies(long limit, Duration deadline) {
        return new MavenCopies(aClient(Login.bearer("hemmelig")), folder, limit, deadline);
    }

    private Release release(Checksum checksum) {
        return new Release("booking", "1.9", "booking", Source.CARRIED, server.uri(FILE), Optional.empty(), checksum);
    }

    private static Checksum right() {
        return new Checksum(Algorithm.SHA256, DeployedByMaven.digest(ZIP, "SHA-256"));
    }
}
