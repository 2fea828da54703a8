package dev.trikk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that were posted while no daemon was there. {@code make flood} sends 100,000 and shows what was measured. The
 * servers cannot be reached, so that the first deployment of each lane waits, and all others behind it.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class FloodTest {
    private static final int LANES = 20;
    private static final int AT_ONCE = 500;
    private static final long MEGABYTE = 1 << 20;
    /** Of a daemon that is flooded; a list of all that wait would be larger by far. */
    private static final long FLAT = 64;

    @TempDir
    private Path folder;

    private HttpServer repository;
    private int port;
    private Site site;

    @BeforeEach
    void start() throws IOException {
        repository = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        repository.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("X-Checksum-Sha256", Fixtures.SHA256);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        repository.start();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        site = site("daemon").set("trikk.broker.url", "tcp://127.0.0.1:" + port);
    }

    @AfterEach
    void stop() {
        repository.stop(0);
    }

    @Test
    void all_requests_posted_while_the_daemon_was_down_are_accepted_in_order_and_its_memory_stays_flat()
            throws Exception {
        int size = Integer.getInteger("trikk.flood", 2_000);
        List<String> measured = new ArrayList<>();
        try (TrikkProcess broker = broker()) {
            long before = System.nanoTime();
            post(size);
            measured.add("%d requests posted in %d s".formatted(size, secondsSince(before)));

            List<Long> heaps = new ArrayList<>();
            before = System.nanoTime();
            try (Wiring daemon = new Wiring(site.settings())) {
                for (int quarter = 1; quarter <= 4; quarter++) {
                    String last = id(size * quarter / 4 - 1);
                    await(last + " is accepted")
                            .atMost(Duration.ofMinutes(20))
                            .pollInterval(Duration.ofMillis(200))
                            .until(() -> daemon.ledger().findByRequest(last).isPresent());
                    heaps.add(heap());
                    measured.add("%d accepted after %d s, heap after a collection %d MB"
                            .formatted(size * quarter / 4, secondsSince(before), heaps.get(quarter - 1)));
                }
                assertInOrder(daemon, size);
            }

            measured.add("%d requests/s accepted".formatted(size / Math.max(1, secondsSince(before))));
            Files.writeString(Path.of("target/flood.txt"), String.join("\n", measured) + "\n");
            assertThat(heaps.get(3) - heaps.get(0)).as("%s", measured).isLessThan(FLAT);
            assertThat(broker.err()).doesNotContain("OutOfMemory");
        }
    }

    @Test
    void with_two_daemons_the_requests_of_a_lane_keep_their_order() throws Exception {
        int size = 400;
        String ledger = "jdbc:h2:mem:flood;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        Site other = site("other").set("trikk.broker.url", "tcp://127.0.0.1:" + port);
        try (TrikkProcess broker = broker();
                Wiring one = new Wiring(site.set("trikk.ledger.url", ledger).settings());
                Wiring two = new Wiring(other.set("trikk.ledger.url", ledger).settings())) {
            post(size);

            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> IntStream.range(0, size)
                            .allMatch(i -> one.ledger().findByRequest(id(i)).isPresent()));
            assertInOrder(two, size);
            assertThat(broker.err()).doesNotContain("OutOfMemory");
        }
    }

    /** With little memory: what does not fit must lie on disk. */
    private TrikkProcess broker() throws IOException {
        Site of = site("broker").set("trikk.broker.openwire.port", port);
        TrikkProcess broker = TrikkProcess.start(of, Map.of("JAVA_TOOL_OPTIONS", "-Xmx256m"), "broker");
        broker.awaitText("takes connections");
        return broker;
    }

    private void post(int size) throws JMSException {
        try (BrokerClient ci = BrokerClient.ci("tcp://127.0.0.1:" + port);
                Session session = ci.connection().createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer requests = session.createProducer(session.createQueue("trikk.requests"))) {
            for (int i = 0; i < size; i++) {
                requests.send(session.createTextMessage(
                        "{\"id\":\"%s\",\"application\":\"%s\",\"version\":\"1.%d\",\"environment\":\"production\"}"
                                .formatted(id(i), application(i), i % 10)));
                if (i % AT_ONCE == AT_ONCE - 1) {
                    session.commit();
                }
            }
            session.commit();
        }
    }

    /** The number at the end of a deployment's name says when it was accepted. */
    private static void assertInOrder(Wiring daemon, int size) {
        long[] last = new long[LANES];
        for (int i = 0; i < size; i++) {
            String deployment =
                    daemon.ledger().findByRequest(id(i)).orElseThrow().id();
            long number = Long.parseLong(deployment.substring(deployment.lastIndexOf('-') + 1));
            assertThat(deployment).startsWith(application(i) + "-");
            assertThat(number).as("%s of %s", deployment, id(i)).isGreaterThan(last[i % LANES]);
            last[i % LANES] = number;
        }
    }

    private Site site(String name) throws IOException {
        Site made = new Site(Files.createDirectories(folder.resolve(name)));
        Files.writeString(made.path("inventory.yaml"), inventory(), UTF_8);
        return made;
    }

    private String inventory() {
        String applications = IntStream.range(0, LANES)
                .mapToObj(i ->
                        """
                          %s:
                            artifact: org.example:app:zip
                            repository: releases
                            jmxPort: %d
                            xmx: 64m
                            environments:
                              production: { pool: main }
                        """
                                .formatted(application(i), 9101 + i))
                .collect(Collectors.joining());
        return """
        repositories:
          releases: { url: "http://127.0.0.1:%d/" }
        environments:
          production:
            servers:
              app1: { address: 127.0.0.1, port: 1 }
            pools:
              main:
                pairs:
                  one: { server: app1 }
        applications:
        """
                        .formatted(repository.getAddress().getPort())
                + applications;
    }

    private static String application(int request) {
        return "app" + request % LANES;
    }

    private static String id(int request) {
        return "flood-" + request;
    }

    /** In megabytes, of what is really in use. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }
}
