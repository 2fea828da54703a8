package dev.trikk.chaos;

import dev.trikk.ledger.jdbi.Postgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The files that two daemons and a broker start from: short delays, so that a bad day takes seconds. */
final class Site {
    static final String CI_PASSWORD = "the password of ci";
    static final String DAEMON_PASSWORD = "the password of daemons";
    static final String ENVIRONMENT = "production";
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    private final Path folder;

    Site(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("uploads"));
        secret("ci-password", CI_PASSWORD);
        secret("daemon-password", DAEMON_PASSWORD);
    }

    private void secret(String name, String value) throws IOException {
        Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve(name), value);
    }

    /** Settings of the broker. A daemon that is silent for two or three seconds has lost its messages. */
    Path broker(int port) throws IOException {
        String file = Files.readString(CHECKOUT.resolve("broker-config/activemq.xml"));
        Files.writeString(
                folder.resolve("activemq.xml"),
                replace(
                        replace(file, "maximumRedeliveryDelay=\"\\d+\"", "maximumRedeliveryDelay=\"2000\""),
                        "wireFormat.maxFrameSize",
                        "wireFormat.maxInactivityDuration=1500&amp;wireFormat.maxFrameSize"));
        return write(
                "broker.properties",
                "trikk.data = " + folder.resolve("broker"),
                "trikk.broker.config = " + folder.resolve("activemq.xml"),
                "trikk.broker.openwire.port = " + port,
                "trikk.broker.stomp.port = 0",
                "trikk.broker.amqp.port = 0",
                "trikk.broker.password = file:" + folder.resolve("daemon-password"),
                "trikk.broker.ci.password = file:" + folder.resolve("ci-password"));
    }

    private static String replace(String text, String pattern, String by) {
        String changed = text.replaceAll(pattern, by);
        if (changed.equals(text)) {
            throw new IllegalStateException("broker-config/activemq.xml has no " + pattern);
        }
        return changed;
    }

    /**
     * Settings of one daemon.
     *
     * @param lost how long a deployment stands still before its message counts as lost
     */
    Path daemon(String name, int brokerPort, String ledger, int mailPort, Duration lost, Fleet fleet)
            throws IOException {
        return write(
                name + ".properties",
                "trikk.data = " + folder.resolve(name),
                "trikk.inventory = " + folder.resolve("inventory.yaml"),
                "trikk.uploads = " + folder.resolve("uploads"),
                "trikk.routes = " + CHECKOUT.resolve("routes"),
                "trikk.broker.url = tcp://127.0.0.1:" + brokerPort,
                "trikk.broker.password = file:" + folder.resolve("daemon-password"),
                "trikk.ledger.url = " + ledger,
                "trikk.ledger.user = " + Postgres.USER,
                "trikk.ssh.key = " + fleet.clientKey(name),
                "trikk.ssh.knownHosts = " + fleet.knownHosts(),
                "trikk.script.deadline = 20s",
                "trikk.server.patience = 3s",
                "trikk.reconcile.interval = 1s",
                "trikk.reconcile.after = " + lost.toSeconds() + "s",
                "trikk.alarm.after = 10s",
                "trikk.drain.interval = 20ms",
                "trikk.stop.timeout = 5s",
                "trikk.mail.host = 127.0.0.1",
                "trikk.mail.port = " + mailPort,
                "trikk.mail.from = trikk@example.org",
                "trikk.mail.to = operations@example.org");
    }

    void inventory(Fleet fleet, URI repository) throws IOException {
        Files.writeString(
                folder.resolve("inventory.yaml"),
                """
                repositories:
                  releases: { url: "%s" }

                environments:
                  %s:
                    servers:
                %s    balancers:
                %s    pools:
                %s
                applications:
                %s"""
                        .formatted(
                                repository,
                                ENVIRONMENT,
                                lines(fleet.servers(), server -> "      %s: { address: %s, port: %d }\n"
                                        .formatted(server.name(), server.address(), server.sshPort())),
                                lines(
                                        fleet.balancers(),
                                        balancer -> "      %1$s: { type: haproxy, address: \"%2$s\", backend: %1$s }\n"
                                                .formatted(balancer.backend(), balancer.address())),
                                lines(Fleet.POOLS, Site::pool),
                                lines(Fleet.applications(), application -> application(application, fleet))));
    }

    private static String pool(String name) {
        List<String> others = Fleet.servers(name).stream()
                .filter(server -> !Fleet.members(name).contains(server))
                .toList();
        return """
                      %1$s:
                        balancer: %1$s
                        minAvailable: %2$d
                        drain: { deadline: 3s, onDeadline: abort }
                        gather: 500ms
                        others: %3$s
                        pairs:
                """
                        .formatted(name, Fleet.MIN_AVAILABLE, others)
                + lines(Fleet.members(name), member -> "          %1$s: { server: %1$s }\n".formatted(member));
    }

    private static String application(String name, Fleet fleet) {
        return """
                  %1$s:
                    artifact: dev.trikk.demo:%1$s:zip:standalone
                    repository: releases
                    jmxPort: %5$d
                    xmx: 32m
                    control: { stop: "app stop", start: "app start", status: "app status" }
                    health: { port: %2$d, path: /%1$s/health, expect: "ok ${version}", times: 1, within: 10s }
                    environments:
                      %3$s: { pool: %4$s }
                """
                .formatted(
                        name,
                        fleet.healthPort(name),
                        ENVIRONMENT,
                        Fleet.poolOf(name),
                        9101 + Fleet.applications().indexOf(name));
    }

    private static <T> String lines(List<T> all, java.util.function.Function<T, String> line) {
        return all.stream().map(line).collect(Collectors.joining());
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }
}
