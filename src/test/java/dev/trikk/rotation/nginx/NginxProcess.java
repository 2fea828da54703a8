package dev.trikk.rotation.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real nginx on a free loopback port, with one worker and everything it writes in a folder. */
final class NginxProcess implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/sbin/nginx");

    private final int port = freePort();
    private final Path folder;
    private final Process process;
    private final Thread reaper;

    NginxProcess(Path folder, Map<String, URI> members) throws IOException {
        if (!Files.isExecutable(BINARY)) {
            throw new AssertionError("this test needs nginx: apt-get install nginx-light");
        }
        this.folder = folder;
        String servers = members.entrySet().stream()
                .map(member ->
                        "server %s weight=1; # %s\n".formatted(member.getValue().getAuthority(), member.getKey()))
                .collect(Collectors.joining());
        Files.writeString(upstream(), "# balanced by Trikk\n" + servers);
        Files.writeString(folder.resolve("nginx.conf"), config());
        File log = folder.resolve("start.log").toFile();
        process = new ProcessBuilder("sh", "-c", "exec " + command() + " -g 'daemon off;'")
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        reaper = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(reaper);
        await().untilAsserted(() -> {
            assertThat(process.isAlive()).as(Files.readString(log.toPath())).isTrue();
            assertThat(listens()).isTrue();
        });
    }

    private String config() {
        // started by root, its workers would be nobody and could not write below a folder of root's
        String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        return """
                %1$s
                worker_processes 1;
                pid %2$s/nginx.pid;
                error_log %2$s/error.log;
                events { worker_connections 200; }
                http {
                  access_log off;
                  client_body_temp_path %2$s/body;
                  proxy_temp_path %2$s/proxy;
                  fastcgi_temp_path %2$s/fastcgi;
                  uwsgi_temp_path %2$s/uwsgi;
                  scgi_temp_path %2$s/scgi;
                  upstream city { include %2$s/city.conf; }
                  server {
                    listen 127.0.0.1:%3$d;
                    location / { proxy_pass http://city; }
                  }
                }
                """
                .formatted(user, folder, port);
    }

    /** The file that Trikk rewrites. */
    Path upstream() {
        return folder.resolve("city.conf");
    }

    Path pid() {
        return folder.resolve("nginx.pid");
    }

    String command() {
        return "%s -p %s -c %s -e %s"
                .formatted(BINARY, folder, folder.resolve("nginx.conf"), folder.resolve("error.log"));
    }

    URI front() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            end();
            process.waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(reaper);
    }
}
