package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon whose broker keeps its messages on a disk that somebody else fills. Needs root, for a small disk of its own. */
class FullBrokerDiskTest {
    /** What is left of the disk is soon full. */
    private static final int BALLAST = 40_000_000;

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(folder.resolve("data/broker"));
        run("mount", "-t", "tmpfs", "-o", "size=48m", "trikk-full-broker", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void the_daemon_ends_for_whoever_starts_it_again_and_all_that_was_taken_is_worked_on_when_there_is_room()
            throws Exception {
        int port = freePort();
        String url = "tcp://127.0.0.1:" + port;
        Site site = new Site(folder)
                .set("trikk.broker.openwire.port", port)
                .changeBroker(
                        "checksumJournalFiles=\"true\"", "checksumJournalFiles=\"true\" journalMaxFileLength=\"1mb\"");
        List<String> taken = new ArrayList<>();
        Path ballast = disk.resolve("ballast");

        try (TrikkProcess daemon = TrikkProcess.start(site, "serve")) {
            daemon.awaitText("takes requests");
            Files.write(ballast, new byte[BALLAST]);
            assertThatThrownBy(() -> sendWithoutEnd(url, taken)).isInstanceOf(JMSException.class);

            assertThat(daemon.awaitEnd()).as(daemon.err()).isEqualTo(1);
            assertThat(daemon.err()).contains("its disk has failed or is full: this process ends, to be started again");
        }
        Files.delete(ballast);

        try (TrikkProcess daemon = TrikkProcess.start(site, "serve")) {
            daemon.awaitText("takes requests");
            assertThat(taken).isNotEmpty();
            await().until(() -> rejected(url).containsAll(taken));
            try (BrokerClient ci = BrokerClient.ci(url)) {
                assertThat(ci.ask(Site.DRY_RUN)).contains("\"accepted\":true");
            }
        }
    }

    /** Each is no request, and so ends on {@code trikk.rejected}. */
    private static void sendWithoutEnd(String url, List<String> taken) throws JMSException {
        try (BrokerClient ci = BrokerClient.ci(url)) {
            for (int i = 0; i < 10_000; i++) {
                TextMessage message = ci.session().createTextMessage("x".repeat(50_000));
                message.setStringProperty("Id", "request " + i);
                ci.send("trikk.requests", message);
                taken.add("request " + i);
            }
        }
    }

    private static Set<String> rejected(String url) throws JMSException {
        Set<String> ids = new TreeSet<>();
        try (BrokerClient operator = BrokerClient.daemon(url);
                QueueBrowser browser =
                        operator.session().createBrowser(operator.session().createQueue("trikk.rejected"))) {
            for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                ids.add(((TextMessage) message).getStringProperty("Id"));
            }
        }
        return ids;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
