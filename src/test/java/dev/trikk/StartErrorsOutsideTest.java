package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that does not find what it stands on (broker, ledger, ports, keys, folders) says in one sentence why, and ends. */
class StartErrorsOutsideTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void prepare() {
        site = new Site(folder);
    }

    @Test
    void a_broker_configuration_that_is_not_there() {
        site.set("trikk.broker.config", site.path("no.xml"));

        assertThat(Refusal.of(site, "serve")).contains("no.xml", "trikk.broker.config");
    }

    @Test
    void a_broker_configuration_that_is_wrong() {
        site.changeBroker("brokerName=\"trikk\"", "borkerName=\"trikk\"");

        assertThat(Refusal.of(site, "serve")).contains("activemq.xml", "borkerName");
    }

    @Test
    void a_broker_that_nobody_can_reach() throws IOException {
        site.set("trikk.broker.url", "tcp://127.0.0.1:" + freePort());

        assertThat(Refusal.of(site, "serve")).contains("the broker tcp://127.0.0.1:", "trikk.broker.url");
    }

    @Test
    void several_brokers_that_nobody_can_reach() throws IOException {
        site.set(
                "trikk.broker.url", "failover:(tcp://127.0.0.1:" + freePort() + ",tcp://127.0.0.1:" + freePort() + ")");

        assertThat(Refusal.of(site, "serve")).contains("the broker failover:(tcp://127.0.0.1:", "trikk.broker.url");
    }

    @Test
    void a_password_that_the_broker_refuses() {
        try (TrikkProcess broker = TrikkProcess.start(site, "broker")) {
            Site other = new Site(subfolder("other"));
            other.set("trikk.broker.url", openwire(broker));
            other.write("daemon-password", "wrong\n");

            assertThat(Refusal.of(other, "serve")).contains("password", "trikk.broker.password");
        }
    }

    @Test
    void an_external_broker_without_a_password() {
        site.set("trikk.broker.url", "tcp://127.0.0.1:61616").set("trikk.broker.password", "");

        assertThat(Refusal.of(site, "serve")).contains("trikk.broker.password");
    }

    @Test
    void a_broker_of_its_own_without_a_password() {
        site.set("trikk.broker.password", "");

        assertThat(Refusal.of(site, "broker")).contains("trikk.broker.password");
    }

    @Test
    void a_port_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.set("trikk.broker.openwire.port", taken.getLocalPort());

            assertThat(Refusal.of(site, "serve"))
                    .contains(String.valueOf(taken.getLocalPort()), "in use", "trikk.broker.openwire.port");
        }
    }

    @Test
    void a_jmx_port_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.set("trikk.jmx.port", taken.getLocalPort());
            site.set("trikk.jmx.password", "file:" + site.path("ci-password"));

            assertThat(Refusal.ofProcess(site, "serve"))
                    .contains(String.valueOf(taken.getLocalPort()), "trikk.jmx.port");
        }
    }

    @Test
    void a_port_for_metrics_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            site.set("trikk.management.port", taken.getLocalPort());

            assertThat(Refusal.of(site, "serve"))
                    .contains("127.0.0.1:" + taken.getLocalPort(), "in use", "trikk.management.port");
        }
    }

    @Test
    void known_hosts_that_are_not_there() {
        site.set("trikk.ssh.knownHosts", site.path("no_hosts"));

        assertThat(Refusal.of(site, "serve")).contains("no_hosts", "trikk.ssh.knownHosts", "ssh-keyscan");
    }

    @Test
    void a_private_key_that_is_not_there() {
        site.set("trikk.ssh.key", site.path("no_key"));

        assertThat(Refusal.of(site, "serve")).contains("no_key", "does not exist", "trikk.ssh.key");
    }

    @Test
    void a_private_key_that_is_none() {
        site.write("id_ed25519", "hello\n");

        assertThat(Refusal.of(site, "serve")).contains("id_ed25519", "trikk.ssh.key");
    }

    @Test
    void a_ledger_that_nobody_can_reach() throws IOException {
        site.set("trikk.ledger.url", "jdbc:postgresql://127.0.0.1:" + freePort() + "/trikk");

        assertThat(Refusal.of(site, "serve")).contains("jdbc:postgresql://127.0.0.1:", "trikk.ledger.url");
    }

    @Test
    void a_ledger_of_an_unknown_kind() {
        site.set("trikk.ledger.url", "jdbc:oracle:thin:@db");

        assertThat(Refusal.of(site, "serve")).contains("jdbc:oracle", "trikk.ledger.url");
    }

    @Test
    void a_data_folder_that_cannot_be_made() {
        site.write("data", "a file is in the way\n");

        assertThat(Refusal.of(site, "serve")).contains(site.path("data").toString(), "trikk.data");
    }

    @Test
    void a_second_daemon_on_the_same_data() {
        try (TrikkProcess first = TrikkProcess.start(site, "serve")) {
            first.awaitText("takes requests");

            assertThat(Refusal.ofProcess(site, "serve"))
                    .contains("another", site.path("data").toString());
        }
    }

    @Test
    void a_second_broker_on_the_same_data() {
        try (TrikkProcess first = TrikkProcess.start(site, "broker")) {
            first.awaitText("takes connections");

            assertThat(Refusal.ofProcess(site, "broker"))
                    .contains("another", site.path("data").toString());
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
