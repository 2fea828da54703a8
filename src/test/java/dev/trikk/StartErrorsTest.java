package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that cannot start says in one sentence why, and ends. Each test is a process of its own. */
class StartErrorsTest {
    private static final String NOTICE = "[0-9:.]+ (INFO |WARN ) (Main|Passwords|Wiring|Notifiers): .*";

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

        assertThat(refusal("serve")).contains("trikk.properties:", "trikk.borker.url", "trikk.broker.url");
    }

    @Test
    void a_bad_value() {
        site.set("trikk.broker.openwire.port", "many");

        assertThat(refusal("serve")).contains("trikk.broker.openwire.port", "\"many\"", "65535");
    }

    @Test
    void a_configuration_that_is_not_there() {
        assertThat(refusal("serve", "--config", site.path("no.properties").toString()))
                .contains("no.properties", "does not exist");
    }

    @Test
    void a_route_file_that_is_no_yaml() {
        route("- route:\n    id: [");

        assertThat(refusal("serve")).contains("routes/bad.camel.yaml", "line 3");
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

        assertThat(refusal("serve")).contains("routes/bad.camel.yaml", "stpes");
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

        assertThat(refusal("serve")).contains("routes", "acept");
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

        assertThat(refusal("serve")).contains("routes", "jsm");
    }

    @Test
    void two_route_files_with_the_same_id() throws IOException {
        route(Files.readString(Path.of("routes/stages/accept.camel.yaml")));
        site.write("routes/worse.camel.yaml", Files.readString(Path.of("routes/stages/accept.camel.yaml")));

        assertThat(refusal("serve")).contains("routes/worse.camel.yaml", "accept");
    }

    @Test
    void http_to_which_nobody_can_be_let_in() {
        site.set("trikk.http.enabled", true).set("trikk.http.port", 0);

        assertThat(refusal("serve")).contains("trikk.http.enabled", "trikk.http.token");
    }

    @Test
    void a_token_that_can_be_guessed() throws IOException {
        site.secret("short", "tooshort");
        site.set("trikk.http.enabled", true).set("trikk.http.token", "file:" + site.path("short"));

        assertThat(refusal("serve"))
                .contains("trikk.http.token", "openssl rand")
                .doesNotContain("tooshort");
    }

    @Test
    void a_token_where_its_digest_should_be() {
        site.set("trikk.http.enabled", true).set("trikk.http.tokens", "the token itself, by mistake");

        assertThat(refusal("serve")).contains("trikk.http.tokens", "sha256sum").doesNotContain("by mistake");
    }

    @Test
    void a_port_for_http_that_is_taken() throws IOException {
        site.secret("long", "a token that is long enough");
        site.set("trikk.http.enabled", true).set("trikk.http.token", "file:" + site.path("long"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.set("trikk.http.port", taken.getLocalPort());

            assertThat(refusal("serve")).contains("127.0.0.1:" + taken.getLocalPort(), "trikk.http.port");
        }
    }

    @Test
    void a_folder_of_routes_that_is_not_there() {
        site.set("trikk.routes", site.path("nowhere"));

        assertThat(refusal("serve")).contains(site.path("nowhere").toString(), "does not exist", "trikk.routes");
    }

    @Test
    void a_folder_of_routes_without_any() throws IOException {
        site.set("trikk.routes", Files.createDirectory(site.path("empty")));

        assertThat(refusal("serve")).contains("no route file", "trikk.routes");
    }

    @Test
    void an_inventory_that_is_not_there() {
        site.set("trikk.inventory", site.path("no.yaml"));

        assertThat(refusal("serve")).contains("no.yaml", "does not exist", "trikk.inventory");
    }

    @Test
    void an_inventory_with_several_mistakes() throws IOException {
        String good = Files.readString(site.path("inventory.yaml"));
        site.write(
                "inventory.yaml",
                good.replace("jmxPort: 9101", "jmxPort: 99999").replace("keep: 3", "keep: 1"));

        assertThat(refusal("serve")).contains("jmxPort", "keep", "inventory.yaml:");
    }

    @Test
    void a_broker_configuration_that_is_not_there() {
        site.set("trikk.broker.config", site.path("no.xml"));

        assertThat(refusal("serve")).contains("no.xml", "trikk.broker.config");
    }

    @Test
    void a_broker_configuration_that_is_wrong() {
        site.changeBroker("brokerName=\"trikk\"", "borkerName=\"trikk\"");

        assertThat(refusal("serve")).contains("activemq.xml", "borkerName");
    }

    @Test
    void a_broker_that_nobody_can_reach() throws IOException {
        site.set("trikk.broker.url", "tcp://127.0.0.1:" + freePort());

        assertThat(refusal("serve")).contains("the broker tcp://127.0.0.1:", "trikk.broker.url");
    }

    @Test
    void several_brokers_that_nobody_can_reach() throws IOException {
        site.set(
                "trikk.broker.url", "failover:(tcp://127.0.0.1:" + freePort() + ",tcp://127.0.0.1:" + freePort() + ")");

        assertThat(refusal("serve")).contains("the broker failover:(tcp://127.0.0.1:", "trikk.broker.url");
    }

    @Test
    void a_password_that_the_broker_refuses() {
        try (TrikkProcess broker = TrikkProcess.start(site, "broker")) {
            Site other = new Site(subfolder("other"));
            other.set("trikk.broker.url", openwire(broker));
            other.write("daemon-password", "wrong\n");

            assertThat(refusal(other, "serve")).contains("password", "trikk.broker.password");
        }
    }

    @Test
    void an_external_broker_without_a_password() {
        site.set("trikk.broker.url", "tcp://127.0.0.1:61616").set("trikk.broker.password", "");

        assertThat(refusal("serve")).contains("trikk.broker.password");
    }

    @Test
    void a_broker_of_its_own_without_a_password() {
        site.set("trikk.broker.password", "");

        assertThat(refusal("broker")).contains("trikk.broker.password");
    }

    @Test
    void a_port_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.set("trikk.broker.openwire.port", taken.getLocalPort());

            assertThat(refusal("serve"))
                    .contains(String.valueOf(taken.getLocalPort()), "in use", "trikk.broker.openwire.port");
        }
    }

    @Test
    void a_jmx_port_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.set("trikk.jmx.port", taken.getLocalPort());
            site.set("trikk.jmx.password", "file:" + site.path("ci-password"));

            assertThat(refusal("serve")).contains(String.valueOf(taken.getLocalPort()), "trikk.jmx.port");
        }
    }

    @Test
    void known_hosts_that_are_not_there() {
        site.set("trikk.ssh.knownHosts", site.path("no_hosts"));

        assertThat(refusal("serve")).contains("no_hosts", "trikk.ssh.knownHosts", "ssh-keyscan");
    }

    @Test
    void a_private_key_that_is_not_there() {
        site.set("trikk.ssh.key", site.path("no_key"));

        assertThat(refusal("serve")).contains("no_key", "does not exist", "trikk.ssh.key");
    }

    @Test
    void a_private_key_that_is_none() {
        site.write("id_ed25519", "hello\n");

        assertThat(refusal("serve")).contains("id_ed25519", "trikk.ssh.key");
    }

    @Test
    void a_ledger_that_nobody_can_reach() throws IOException {
        site.set("trikk.ledger.url", "jdbc:postgresql://127.0.0.1:" + freePort() + "/trikk");

        assertThat(refusal("serve")).contains("jdbc:postgresql://127.0.0.1:", "trikk.ledger.url");
    }

    @Test
    void a_ledger_of_an_unknown_kind() {
        site.set("trikk.ledger.url", "jdbc:oracle:thin:@db");

        assertThat(refusal("serve")).contains("jdbc:oracle", "trikk.ledger.url");
    }

    @Test
    void a_data_folder_that_cannot_be_made() {
        site.write("data", "a file is in the way\n");

        assertThat(refusal("serve")).contains(site.path("data").toString(), "trikk.data");
    }

    @Test
    void a_second_daemon_on_the_same_data() {
        try (TrikkProcess first = TrikkProcess.start(site, "serve")) {
            first.awaitText("takes requests");

            assertThat(refusal("serve")).contains("another", site.path("data").toString());
        }
    }

    @Test
    void a_second_broker_on_the_same_data() {
        try (TrikkProcess first = TrikkProcess.start(site, "broker")) {
            first.awaitText("takes connections");

            assertThat(refusal("broker")).contains("another", site.path("data").toString());
        }
    }

    private static String openwire(TrikkProcess broker) {
        return broker.awaitText("takes connections on (tcp://\\S+)").group(1);
    }

    private Path subfolder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void route(String text) {
        site.write("routes/bad.camel.yaml", text);
        site.set("trikk.routes", site.path("routes"));
    }

    private String refusal(String... arguments) {
        return refusal(site, arguments);
    }

    /** What the process wrote before it ended by itself: one sentence, with the list of problems if there are several. */
    private static String refusal(Site site, String... arguments) {
        try (TrikkProcess trikk = TrikkProcess.start(site, arguments)) {
            assertThat(trikk.awaitEnd()).as(trikk.err()).isEqualTo(1);
            assertThat(trikk.out()).isEmpty();
            String sentence =
                    trikk.err().lines().filter(line -> !line.matches(NOTICE)).collect(Collectors.joining("\n"));
            assertThat(sentence.lines().filter(line -> !line.startsWith("  ")))
                    .as(sentence)
                    .hasSize(1);
            assertThat(sentence).startsWith("trikk: ").doesNotContain("Exception", "null", "\tat ");
            return sentence;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
