package dev.trikk.rotation.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.Patience;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real HAProxy on free loopback ports: a master and its worker, with the members in two backends, city and town. */
final class HaproxyProcess implements AutoCloseable {
    private final int front = freePort();
    private final int admin = freePort();
    private final int operator = freePort();
    private final Path directory;
    private final Process process;
    private final Thread reaper;

    HaproxyProcess(Path directory, Map<String, URI> members, String serverOptions) throws IOException {
        this.directory = directory;
        Path config = Files.writeString(directory.resolve("haproxy.cfg"), config(members, serverOptions));
        File log = directory.resolve("haproxy.log").toFile();
        process = new ProcessBuilder(
                        binary(),
                        "-W",
                        "-db",
                        "-S",
                        directory.resolve("master.sock").toString(),
                        "-f",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        reaper = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(reaper);
        await().untilAsserted(() -> {
            assertThat(process.isAlive()).as(Files.readString(log.toPath())).isTrue();
            assertThat(answers(tcp())).isTrue();
        });
    }

    private String config(Map<String, URI> members, String serverOptions) {
        String servers = members.entrySet().stream()
                .map(member -> "  server %s %s %s\n"
                        .formatted(member.getKey(), member.getValue().getAuthority(), serverOptions))
                .collect(Collectors.joining());
        return """
                global
                  stats socket %s mode 600 level admin
                  stats socket ipv4@127.0.0.1:%d level admin
                  stats socket ipv4@127.0.0.1:%d level operator
                  stats timeout 2m
                defaults
                  mode http
                  timeout connect 2s
                  timeout client 30s
                  timeout server 30s
                frontend front
                  bind 127.0.0.1:%d
                  default_backend city
                backend city
                  balance roundrobin
                %5$s
                backend town
                %5$s"""
                .formatted(directory.resolve("admin.sock"), admin, operator, front, servers);
    }

    private static String binary() {
        return Stream.concat(
                        Stream.of("/usr/sbin"), Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)))
                .map(directory -> Path.of(directory, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new AssertionError("this test needs HAProxy: apt-get install haproxy"));
    }

    private static boolean answers(URI address) {
        try {
            return !new RuntimeSocket(address, Patience.LONG, Patience.LONG)
                    .ask("show info")
                    .isEmpty();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI front() {
        return URI.create("http://127.0.0.1:" + front);
    }

    URI tcp() {
        return URI.create("tcp://127.0.0.1:" + admin);
    }

    URI unix() {
        return URI.create("unix:" + directory.resolve("admin.sock"));
    }

    URI master() {
        return URI.create("master:" + directory.resolve("master.sock"));
    }

    /** What an operator does who has changed the configuration: a new worker takes over, and knows nothing of the old one's state. */
    void reload() throws Exception {
        String before = worker();
        new ProcessBuilder("kill", "-USR2", String.valueOf(process.pid()))
                .start()
                .waitFor();
        await().ignoreExceptions().until(() -> !worker().equals(before));
    }

    private String worker() throws IOException {
        return new RuntimeSocket(master(), Patience.LONG, Patience.LONG)
                .ask("show info")
                .lines()
                .filter(line -> line.startsWith("Pid: "))
                .findFirst()
                .orElseThrow();
    }

    /** A socket that may read but not change. */
    URI operator() {
        return URI.create("tcp://127.0.0.1:" + operator);
    }

    String ask(String... commands) throws IOException {
        return new RuntimeSocket(tcp(), Patience.LONG, Patience.LONG).ask(commands);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(reaper);
    }
}
