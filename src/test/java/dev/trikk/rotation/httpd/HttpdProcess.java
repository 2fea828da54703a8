package dev.trikk.rotation.httpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.http.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real httpd with a balancer {@code city} on a free loopback port. It checks its members every 100 ms. */
public final class HttpdProcess implements AutoCloseable {
    public static final String USER = "trikk";
    public static final String PASSWORD = "hemmelig";
    private static final String MODULES = "/usr/lib/apache2/modules/mod_";
    private static final List<String> NEEDED = List.of(
            "mpm_event",
            "authz_core",
            "authn_core",
            "authn_file",
            "authz_user",
            "auth_basic",
            "slotmem_shm",
            "proxy",
            "proxy_http",
            "proxy_balancer",
            "lbmethod_byrequests",
            "proxy_hcheck");

    private final int port = freePort();
    private final Path directory;
    private final Process process;
    private final Thread reaper;

    public HttpdProcess(Path directory, Map<String, URI> members) throws Exception {
        this(directory, members, "", "route=%s");
    }

    /**
     * Starts at once.
     *
     * @param more lines of the configuration
     * @param option of each member, with its name
     */
    HttpdProcess(Path directory, Map<String, URI> members, String more, String option) throws Exception {
        this.directory = directory;
        // its children are of another user than root
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(directory.resolve("run"));
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(PASSWORD.getBytes(UTF_8));
        Files.writeString(
                directory.resolve("users"), "trikk:{SHA}" + Base64.getEncoder().encodeToString(digest) + "\n");
        Files.writeString(directory.resolve("httpd.conf"), config(members, more, option));
        process = httpd("-DFOREGROUND").start();
        reaper = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(reaper);
        awaitStarts(1);
    }

    private String config(Map<String, URI> members, String more, String option) {
        String workers = members.entrySet().stream()
                .map(member -> "  BalancerMember %s hcmethod=TCP hcinterval=100ms retry=1 %s\n"
                        .formatted(member.getValue(), option.formatted(member.getKey())))
                .collect(Collectors.joining());
        String modules = NEEDED.stream()
                .map(module -> "LoadModule %1$s_module %2$s%1$s.so\n".formatted(module, MODULES))
                .collect(Collectors.joining());
        return """
                %1$s
                %2$s
                ServerRoot %3$s
                ServerName 127.0.0.1
                Listen 127.0.0.1:%4$d
                PidFile %3$s/run/httpd.pid
                DefaultRuntimeDir %3$s/run
                ErrorLog %3$s/error.log
                # users here keep their connections, and take an end after a hundred requests for a failure
                MaxKeepAliveRequests 0
                KeepAliveTimeout 60
                StartServers 1
                ServerLimit 16
                %5$s
                <Proxy balancer://city>
                %6$s</Proxy>
                <Location /balancer-manager>
                  SetHandler balancer-manager
                  AuthType Basic
                  AuthName balancer
                  AuthUserFile %3$s/users
                  Require user trikk
                </Location>
                ProxyPass /balancer-manager !
                ProxyPass / balancer://city/
                """
                .formatted(modules, isRoot() ? "User www-data\nGroup www-data" : "", directory, port, more, workers);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private ProcessBuilder httpd(String... options) {
        String config = directory.resolve("httpd.conf").toString();
        return new ProcessBuilder(Stream.concat(
                                Stream.of("/usr/sbin/apache2", "-d", directory.toString(), "-f", config),
                                Stream.of(options))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("out.log").toFile()));
    }

    /** What an administrator does after an edit: requests at hand are finished, and the configuration is read anew. */
    void reload() throws IOException, InterruptedException {
        long starts = starts();
        assertThat(httpd("-k", "graceful").start().waitFor()).isZero();
        awaitStarts(starts + 1);
    }

    private void awaitStarts(long starts) {
        await().untilAsserted(() -> {
            assertThat(process.isAlive()).as(directory + "/out.log").isTrue();
            assertThat(starts()).isEqualTo(starts);
        });
    }

    private long starts() throws IOException {
        Path log = directory.resolve("error.log");
        return !Files.exists(log)
                ? 0
                : Files.readAllLines(log).stream()
                        .filter(line -> line.contains("resuming normal operations"))
                        .count();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI front() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public URI manager() {
        return front().resolve("/balancer-manager");
    }

    static Login login() {
        return Login.basic("trikk", PASSWORD);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(reaper);
    }
}
