package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that cannot start with its settings or routes says in one sentence why, and ends. */
class StartErrorsTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void prepare() {
        site = new Site(folder);
    }

    @Test
    void an_unknown_key() {
        site.set("trikk.borker.url", "tcp://broker:61616");

        assertThat(Refusal.ofProcess(site, "serve"))
                .contains("trikk.properties:", "trikk.borker.url", "trikk.broker.url");
    }

    @Test
    void a_bad_value() {
        site.set("trikk.broker.openwire.port", "many");

        assertThat(Refusal.of(site, "serve")).contains("trikk.broker.openwire.port", "\"many\"", "65535");
    }

    @Test
    void a_configuration_that_is_not_there() {
        assertThat(Refusal.of(
                        site, "serve", "--config", site.path("no.properties").toString()))
                .contains("no.properties", "does not exist");
    }

    @Test
    void a_route_file_that_is_no_yaml() {
        route("- route:\n    id: [");

        assertThat(Refusal.of(site, "serve")).contains("routes/bad.camel.yaml", "line 3");
    }

    @Test
    void a_route_file_with_an_unknown_word() {
        route(
                """
                - route:
                    id: bad
                    from:
                      uri: jms:queue:bad
                      stpes: []
                """);

        assertThat(Refusal.of(site, "serve")).contains("routes/bad.camel.yaml", "stpes");
    }

    @Test
    void a_route_file_with_an_unknown_bean() {
        route(
                """
                - route:
                    id: bad
                    from:
                      uri: jms:queue:bad
                      steps:
                        - process:
                            ref: acept
                """);

        assertThat(Refusal.ofProcess(site, "serve")).contains("routes", "acept");
    }

    @Test
    void a_route_file_with_an_unknown_component() {
        route(
                """
                - route:
                    id: bad
                    from:
                      uri: jsm:queue:bad
                      steps:
                        - process:
                            ref: accept
                """);

        assertThat(Refusal.of(site, "serve")).contains("routes", "jsm");
    }

    @Test
    void two_route_files_with_the_same_id() throws IOException {
        route(Files.readString(Path.of("routes/stages/accept.camel.yaml")));
        site.write("routes/worse.camel.yaml", Files.readString(Path.of("routes/stages/accept.camel.yaml")));

        assertThat(Refusal.of(site, "serve")).contains("routes/worse.camel.yaml", "accept");
    }

    @Test
    void http_to_which_nobody_can_be_let_in() {
        site.set("trikk.http.enabled", true).set("trikk.http.port", 0);

        assertThat(Refusal.of(site, "serve")).contains("trikk.http.enabled", "trikk.http.token");
    }

    @Test
    void a_token_that_can_be_guessed() throws IOException {
        site.secret("short", "tooshort");
        site.set("trikk.http.enabled", true).set("trikk.http.token", "file:" + site.path("short"));

        assertThat(Refusal.of(site, "serve"))
                .contains("trikk.http.token", "openssl rand")
                .doesNotContain("tooshort");
    }

    @Test
    void a_token_where_its_digest_should_be() {
        site.set("trikk.http.enabled", true).set("trikk.http.tokens", "the token itself, by mistake");

        assertThat(Refusal.of(site, "serve"))
                .contains("trikk.http.tokens", "sha256sum")
                .doesNotContain("by mistake");
    }

    @Test
    void a_port_for_http_that_is_taken() throws IOException {
        site.secret("long", "a token that is long enough");
        site.set("trikk.http.enabled", true).set("trikk.http.token", "file:" + site.path("long"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.set("trikk.http.port", taken.getLocalPort());

            assertThat(Refusal.of(site, "serve")).contains("127.0.0.1:" + taken.getLocalPort(), "trikk.http.port");
        }
    }

    @Test
    void a_folder_of_routes_that_is_not_there() {
        site.set("trikk.routes", site.path("nowhere"));

        assertThat(Refusal.of(site, "serve"))
                .contains(site.path("nowhere").toString(), "does not exist", "trikk.routes");
    }

    @Test
    void a_folder_of_routes_without_any() throws IOException {
        site.set("trikk.routes", Files.createDirectory(site.path("empty")));

        assertThat(Refusal.of(site, "serve")).contains("no route file", "trikk.routes");
    }

    @Test
    void an_inventory_that_is_not_there() {
        site.set("trikk.inventory", site.path("no.yaml"));

        assertThat(Refusal.of(site, "serve")).contains("no.yaml", "does not exist", "trikk.inventory");
    }

    @Test
    void an_inventory_with_several_mistakes() throws IOException {
        String good = Files.readString(site.path("inventory.yaml"));
        site.write(
                "inventory.yaml",
                good.replace("jmxPort: 9101", "jmxPort: 99999").replace("keep: 3", "keep: 1"));

        assertThat(Refusal.of(site, "serve")).contains("jmxPort", "keep", "inventory.yaml:");
    }

    private void route(String text) {
        site.write("routes/bad.camel.yaml", text);
        site.set("trikk.routes", site.path("routes"));
    }
}
