package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same broker file, read by {@code trikk broker} in a process of its own. */
class BrokerProcessTest {
    @TempDir
    Path folder;

    @Test
    void a_daemon_works_with_it_and_goes_on_after_it_was_killed() throws Exception {
        Site brokerSite = new Site(Files.createDirectory(folder.resolve("broker")));
        int port = freePort();
        brokerSite.set("trikk.broker.openwire.port", port);
        String url = "tcp://127.0.0.1:" + port;
        Site daemonSite = new Site(Files.createDirectory(folder.resolve("daemon"))).set("trikk.broker.url", url);

        try (TrikkProcess first = started(brokerSite);
                Wiring daemon = new Wiring(daemonSite.settings())) {
            assertThat(ask(url)).contains("\"dryRun\":true");

            first.kill();
            try (TrikkProcess second = started(brokerSite)) {
                assertThat(ask(url)).contains("\"dryRun\":true");
                assertThat(daemon.ledger().find("none")).isEmpty();
                second.terminate();
                assertThat(second.awaitEnd()).as(second.err()).isZero();
            }
        }
    }

    @Test
    void of_two_daemons_the_one_that_is_named_by_an_operator_stops_and_says_so() throws Exception {
        Site brokerSite = new Site(Files.createDirectory(folder.resolve("broker")));
        int port = freePort();
        brokerSite.set("trikk.broker.openwire.port", port);
        String url = "tcp://127.0.0.1:" + port;

        try (TrikkProcess broker = started(brokerSite);
                TrikkProcess one = node("one", url);
                TrikkProcess two = node("two", url)) {
            one.awaitText("takes requests.*this node is one");
            two.awaitText("takes requests.*this node is two");
            assertThat(stop("three", url, "operator", brokerSite, "1").exitCode())
                    .isEqualTo(1);
            assertThat(stop("one", url, "ci", brokerSite, "1").exitCode()).isEqualTo(1);

            Terminal.Run run = stop("one", url, "operator", brokerSite, "30");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .isEqualToIgnoringNewLines(
                            "one takes no new messages, ends the steps at hand, in at most 15 min, and stops.");
            assertThat(one.awaitEnd()).as(one.err()).isZero();
            assertThat(one.err())
                    .containsOnlyOnce("one is told to stop by \"anna\"")
                    .contains("Main: stopped")
                    .doesNotContain("ERROR", "not stopped cleanly");
            assertThat(ask(url)).as("by the other").contains("\"dryRun\":true");
            assertThat(two.isAlive()).isTrue();
            assertThat(two.err()).doesNotContain("told to stop");
            assertThat(broker.isAlive()).isTrue();
        }
    }

    private TrikkProcess node(String name, String url) throws IOException {
        Site site = new Site(Files.createDirectory(folder.resolve(name)));
        return TrikkProcess.start(site.set("trikk.node", name).set("trikk.broker.url", url), "serve");
    }

    private static Terminal.Run stop(String node, String url, String user, Site site, String seconds) {
        String password = site.path(user + "-password").toString();
        return Terminal.run(
                "stop",
                node,
                "--by",
                "anna",
                "--broker",
                url,
                "--user",
                user,
                "--password-file",
                password,
                "--wait",
                seconds);
    }

    @Test
    void an_idle_daemon_ends_when_it_is_told_to() {
        Site site = new Site(folder);
        try (TrikkProcess daemon = TrikkProcess.start(site, "serve")) {
            daemon.awaitText("takes requests");

            daemon.terminate();

            assertThat(daemon.awaitEnd()).as(daemon.err()).isZero();
            assertThat(daemon.err().lines().reduce((before, last) -> last).orElseThrow())
                    .endsWith("Main: stopped");
            assertThat(daemon.err()).doesNotContain("ERROR", "not stopped cleanly");
        }
    }

    private static TrikkProcess started(Site site) {
        TrikkProcess broker = TrikkProcess.start(site, "broker");
        broker.awaitText("takes connections");
        return broker;
    }

    private static String ask(String url) throws JMSException {
        try (BrokerClient ci = BrokerClient.ci(url)) {
            return ci.ask(Site.DRY_RUN);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
