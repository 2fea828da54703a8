package dev.trikk.demo;

import dev.trikk.Wiring;
import dev.trikk.api.Grant;
import dev.trikk.api.Role;
import dev.trikk.api.file.TokenFile;
import dev.trikk.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data centre and a daemon, in this process and one folder: nothing of it is left when it is closed. */
final class World implements AutoCloseable {
    static final String ENVIRONMENT = "production";
    static final List<String> APPLICATIONS = List.of("shop", "parking", "permits");
    /** It starts, but never gets well. */
    static final String BROKEN = "1.2";

    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final String password;
    private DemoFleet fleet;
    private final DemoKind kind;
    private DemoPool pool;
    private Wiring daemon;

    /** @param folder empty; belongs to this world from now on */
    World(Path folder, DemoKind kind) {
        this.folder = folder;
        this.kind = kind;
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        password = HexFormat.of().formatHex(bytes);
    }

    /** Starts everything, and returns when requests are taken. Whoever closes it meanwhile waits. */
    synchronized void start() throws IOException {
        DemoRepository repository = keep(new DemoRepository(folder.resolve("repository")));
        for (String application : APPLICATIONS) {
            repository.publish(application, "1.0", "ok");
            repository.publish(application, "1.1", "ok");
        }
        repository.publish("permits", BROKEN, "broken");
        fleet = keep(new DemoFleet(folder.resolve("servers"), APPLICATIONS));
        pool = keep(kind.start(folder, fleet.fronts()));
        Files.writeString(inventory(), inventory(repository.uri()));
        Files.writeString(folder.resolve("password"), password);
        Files.createDirectories(folder.resolve("uploads"));
        Files.writeString(
                token(),
                new TokenFile(Files.createDirectories(folder.resolve("data")).resolve("tokens"), Clock.systemUTC())
                        .create("you", List.of(new Grant(Role.ADMIN, Optional.empty())), Optional.empty()));
        Path settings = folder.resolve("trikk.properties");
        Files.writeString(settings, settings());
        daemon = keep(new Wiring(Settings.load(Optional.of(settings), Map.of())));
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.push(closeable);
        return closeable;
    }

    DemoFleet fleet() {
        return fleet;
    }

    Wiring daemon() {
        return daemon;
    }

    /** Password of the daemon's user at the broker. */
    String password() {
        return password;
    }

    /** Where clients of the applications ask. */
    URI front() {
        return pool.front();
    }

    Path folder() {
        return folder;
    }

    Path inventory() {
        return folder.resolve("inventory.yaml");
    }

    /** Whoever has the token in it may do everything. */
    Path token() {
        return folder.resolve("token");
    }

    private String settings() throws IOException {
        Path home = home();
        return """
                trikk.data = %1$s/data
                trikk.inventory = %2$s
                trikk.uploads = %1$s/uploads
                trikk.routes = %3$s/routes
                trikk.broker.config = %3$s/broker-config/activemq.xml
                trikk.broker.openwire.port = 0
                trikk.broker.stomp.port = 0
                trikk.broker.amqp.port = 0
                trikk.http.enabled = true
                trikk.http.port = 0
                trikk.broker.password = file:%1$s/password
                trikk.ssh.key = %4$s
                trikk.ssh.knownHosts = %5$s
                trikk.drain.interval = 50ms
                trikk.stop.timeout = 2s
                """
                .formatted(folder, inventory(), home, fleet.clientKey(), fleet.knownHosts());
    }

    /** The folder with the routes: above the jar, or above the classes of a checkout. */
    private static Path home() throws IOException {
        Path here = Path.of(URI.create(
                World.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("broker-config/activemq.xml"))) {
                return folder;
            }
        }
        throw new IOException("no folder above " + here + " has broker-config/activemq.xml and routes");
    }

    private String inventory(URI repository) {
        String servers = fleet.servers().stream()
                .map(server -> "      %s: { address: %s, port: %d }\n"
                        .formatted(server.name(), server.address(), server.sshPort()))
                .collect(Collectors.joining());
        String pairs = fleet.servers().stream()
                .map(server -> "          %1$s: { server: %1$s }\n".formatted(server.name()))
                .collect(Collectors.joining());
        return """
                repositories:
                  releases: { url: "%s" }

                environments:
                  %s:
                    servers:
                %s    balancers:
                      front: { %s }
                    pools:
                      main:
                        balancer: front
                        pairs:
                %s
                applications:
                """
                        .formatted(repository, ENVIRONMENT, servers, pool.settings(), pairs)
                + APPLICATIONS.stream().map(this::application).collect(Collectors.joining());
    }

    private String application(String name) {
        return """
                  %1$s:
                    artifact: dev.trikk.demo:%1$s:zip:standalone
                    repository: releases
                    jmxPort: %4$d
                    xmx: 32m
                    health: { port: %2$d, path: /%1$s/health, expect: "ok ${version}", within: %5$s }
                    environments:
                      %3$s: { pool: main }
                """
                .formatted(
                        name,
                        fleet.ports().get(name),
                        ENVIRONMENT,
                        9101 + APPLICATIONS.indexOf(name),
                        name.equals("permits") ? "8s" : "30s");
    }

    /** Stops everything and deletes the folder. Repeated, it does nothing. */
    @Override
    public synchronized void close() {
        Logger log = LoggerFactory.getLogger(World.class);
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                log.warn("not stopped cleanly", e);
            }
        }
        try {
            delete(folder);
        } catch (IOException e) {
            log.warn("{} is not deleted: {}", folder, e.toString());
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> children = Files.list(path)) {
                for (Path child : children.toList()) {
                    delete(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
