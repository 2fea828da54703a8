package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aClient;
import static dev.trikk.release.maven.Artifacts.aRepository;
import static dev.trikk.release.maven.Artifacts.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.http.Login;
import dev.trikk.http.Reply;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Release;
import dev.trikk.release.Release.Source;
import dev.trikk.release.Releases.UnknownRelease;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where redirects lead, and what goes along. */
class RedirectsTest {

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
                .hasMessageContaining("sends elsewhere, too often or out of https (status 302)");
    }

    @Test
    void a_login_goes_to_the_repository_and_along_a_redirect_of_its_own() {
        server.status(FILE, 301, "Location", "/moved" + FILE).file("/moved" + FILE, "zip", "X-Checksum-Sha256", SHA256);

        resolveWith(Login.bearer("hemmelig"), server.uri("/"));

        assertThat(server.heard("Authorization")).containsExactly("Bearer hemmelig", "Bearer hemmelig");
    }

    @Test
    void no_login_goes_along_to_another_host() {
        try (RepositoryServer storage = new RepositoryServer("127.0.0.2")) {
            storage.file("/storage", "zip");
            server.status(FILE, 302, "Location", storage.uri("/storage").toString(), "X-Checksum-Sha256", SHA256);

            resolveWith(new Login("X-JFrog-Art-Api", "hemmelig"), server.uri("/"));

            assertThat(server.heard("X-JFrog-Art-Api")).containsExactly("hemmelig");
            assertThat(storage.questions()).hasSize(1);
            assertThat(storage.heard("X-JFrog-Art-Api")).isEmpty();
        }
    }

    @Test
    void no_login_goes_along_to_another_port_and_back_it_is_shown_again() {
        try (RepositoryServer other = new RepositoryServer()) {
            other.status("/detour", 307, "Location", server.uri("/back").toString());
            server.status(FILE, 307, "Location", other.uri("/detour").toString())
                    .file("/back", "zip", "X-Checksum-Sha256", SHA256);

            resolveWith(Login.basic("trikk", "hemmelig"), server.uri("/"));

            assertThat(other.questions()).hasSize(1);
            assertThat(other.heard("Authorization")).isEmpty();
            assertThat(server.heard("Authorization")).hasSize(2);
        }
    }

    @Test
    void a_login_that_is_wanted_elsewhere_is_told_with_what_to_do() {
        try (RepositoryServer other = new RepositoryServer()) {
            other.status("/moved", 401);
            server.status(FILE, 301, "Location", other.uri("/moved").toString());

            assertThatThrownBy(() -> resolveWith(Login.bearer("hemmelig"), server.uri("/")))
                    .isInstanceOf(UnknownRelease.class)
                    .hasMessageContaining("it sent Trikk elsewhere, where a login is not taken along")
                    .message()
                    .doesNotContain("hemmelig");
        }
    }

    @Test
    void a_wrong_login_is_a_refusal_that_does_not_tell_it() {
        server.status(FILE, 401);

        assertThatThrownBy(() -> resolveWith(Login.bearer("hemmelig"), server.uri("/")))
                .isInstanceOf(UnknownRelease.class)
                .hasMessage(
                        "Repository releases (" + server.uri("/") + ") does not let Trikk read the file (status 401):"
                                + " check its user, password, token or apiKey: " + server.uri(FILE));
    }

    @Test
    void a_secret_that_no_header_can_carry_is_not_told_either() {
        assertThatThrownBy(() -> resolveWith(Login.bearer("hemme\u0007lig"), server.uri("/")))
                .isInstanceOf(UnknownRelease.class)
                .hasNoCause()
                .hasMessageContaining("its secret holds what no header can carry")
                .message()
                .doesNotContain("hemme");
        assertThat(server.questions()).isEmpty();
    }

    @Test
    void a_release_that_wants_a_login_is_carried_by_trikk() {
        server.file(FILE, "zip", "X-Checksum-Sha256", SHA256);

        assertThat(resolveWith(Login.bearer("hemmelig"), server.uri("/")).source())
                .isEqualTo(Source.CARRIED);
        assertThat(resolve("1.9").source()).isEqualTo(Source.REPOSITORY);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.no/x, https://a.no/x, true",
        "http://a.no/x, http://b.no/x, true",
        "https://a.no/x, https://b.no/x, true",
        "https://a.no/x, http://a.no/x, false",
        "https://a.no/x, HTTP://a.no/x, false",
        "http://a.no/x, file:///etc/passwd, false",
        "http://a.no/x, ftp://a.no/x, false",
        "http://a.no/x, http:x, false",
        "http://a.no/x, 'http://a.no/ x', false",
    })
    void a_redirect_never_leads_out_of_https_or_off_the_web(URI from, String to, boolean isFollowed) {
        Reply reply = new Reply(302, Map.of("location", List.of(to)), new byte[0], false, Instant.EPOCH);

        assertThat(Hops.next(from, reply)).isEqualTo(isFollowed ? Optional.of(URI.create(to)) : Optional.empty());
    }

    @Test
    void a_login_is_of_one_scheme_host_and_port() {
        URI here = URI.create("https://a.no/x");

        assertThat(Hops.isSameOrigin(here, URI.create("HTTPS://A.no:443/y"))).isTrue();
        assertThat(Hops.isSameOrigin(here, URI.create("http://a.no:443/x"))).isFalse();
        assertThat(Hops.isSameOrigin(here, URI.create("https://a.no:8443/x"))).isFalse();
        assertThat(Hops.isSameOrigin(here, URI.create("https://a.no.evil.org/x")))
                .isFalse();
    }

    private Release resolveWith(Login login, URI url) {
        return new MavenReleases(aClient(login))
                .resolve(anApplication(), aRepository(Repository.Type.MAVEN, url), "1.9");
    }

    private Release resolve(String version) {
        return releases.resolve(anApplication(), aRepository(server.uri("/")), version);
    }
}
