package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.trikk.http.Login;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import dev.trikk.release.maven.MavenReleases;
import dev.trikk.release.maven.RepositoryClient;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryAccessTest {
    private static final Application SHOP = Fixtures.anApplication("shop");
    private static final String SHA256 = "a".repeat(64);

    @TempDir
    private Path folder;

    private final RepositoryAccess access = new RepositoryAccess(new Connections(
            new DefaultCamelContext(), Map.of("PASSWORD", "hemmelig", "TOKEN", "t-1"), Clock.systemUTC()));

    @Test
    void each_kind_of_login_is_a_header_of_its_own() {
        assertThat(logins(Map.of("user", "trikk", "password", "env:PASSWORD")))
                .containsExactly(Login.basic("trikk", "hemmelig"));
        assertThat(logins(Map.of("token", "env:TOKEN"))).containsExactly(Login.bearer("t-1"));
        assertThat(logins(Map.of("apiKey", "env:TOKEN"))).containsExactly(new Login("X-JFrog-Art-Api", "t-1"));
        assertThat(logins(Map.of("trust", "/etc/ca.pem"))).isEmpty();
    }

    @Test
    void a_secret_that_has_changed_is_read_anew() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "old\n");
        Map<String, String> settings = Map.of("token", "file:" + file);
        assertThat(logins(settings)).containsExactly(Login.bearer("old"));

        Files.writeString(file, "new\n");

        assertThat(logins(settings)).containsExactly(Login.bearer("new"));
    }

    @Test
    void a_secret_that_is_not_there_is_told_at_the_start_and_later_to_who_asks() {
        Repository repository = repository(URI.create("http://127.0.0.1:1/"), Map.of("token", "env:NOTHING"));
        String sentence =
                "token of releases refers to the environment variable \"NOTHING\", which is not set or empty.";

        assertThatThrownBy(() -> access.check(repository))
                .isInstanceOf(CannotStart.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> resolve(repository))
                .isInstanceOf(UnknownRelease.class)
                .hasMessage("Repository releases (http://127.0.0.1:1/) cannot be logged in to: " + sentence);
    }

    @Test
    void certificates_that_are_none_are_told_at_the_start() throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        Repository repository = repository(URI.create("http://127.0.0.1:1/"), Map.of("trust", file.toString()));

        assertThatThrownBy(() -> access.check(repository))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_certificate_of_ones_own_is_trusted_where_it_is_named_and_https_is_reached_by_redirect() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path certificate = folder.resolve("ca.pem");
        keytool(
                "-genkeypair",
                "-keystore",
                keys,
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=a",
                "-ext",
                "san=ip:127.0.0.1");
        keytool("-exportcert", "-rfc", "-keystore", keys, "-alias", "a", "-file", certificate);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        HttpServer plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            URI https = URI.create("https://127.0.0.1:" + secure.getAddress().getPort());
            secure.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("X-Checksum-Sha256", SHA256);
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            secure.start();
            plain.createContext("/", exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", https + exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(301, -1);
                exchange.close();
            });
            plain.start();
            Map<String, String> trust = Map.of("trust", certificate.toString());

            assertThat(resolve(repository(https, trust)).checksum().hex()).isEqualTo(SHA256);
            assertThat(resolve(repository(
                                    URI.create("http://127.0.0.1:"
                                            + plain.getAddress().getPort()),
                                    trust))
                            .checksum()
                            .hex())
                    .isEqualTo(SHA256);
            assertThatThrownBy(() -> resolve(repository(https, Map.of())))
                    .isInstanceOf(RepositoryUnavailable.class)
                    .hasMessageContaining("cannot be trusted (")
                    .hasMessageContaining("\"trust\" names a file");
        } finally {
            secure.stop(0);
            plain.stop(0);
        }
    }

    private List<Login> logins(Map<String, String> settings) {
        return access.logins(repository(URI.create("https://artifacts.example.org/"), settings));
    }

    private Release resolve(Repository repository) {
        return new MavenReleases(new RepositoryClient(Patience.LONG, Patience.LONG, access, Clock.systemUTC()))
                .resolve(SHOP, repository, "1.0");
    }

    private static Repository repository(URI url, Map<String, String> settings) {
        return new Repository("releases", Repository.Type.MAVEN, url, Optional.empty(), settings);
    }

    private static SSLContext context(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "password".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "password".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        command.addAll(List.of("-storepass", "password"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
