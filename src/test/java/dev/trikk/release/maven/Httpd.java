package dev.trikk.release.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** Debian's Apache httpd, which serves a folder to one user. */
final class Httpd implements AutoCloseable {
    private static final String CONFIG =
            """
            ServerRoot %1$s
            ServerName repository
            Listen 127.0.0.1:%2$d
            PidFile %1$s/httpd.pid
            DefaultRuntimeDir %1$s
            Mutex file:%1$s default
            User www-data
            Group www-data
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
            LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
            LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
            LoadModule authn_file_module /usr/lib/apache2/modules/mod_authn_file.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule authz_user_module /usr/lib/apache2/modules/mod_authz_user.so
            LoadModule auth_basic_module /usr/lib/apache2/modules/mod_auth_basic.so
            TypesConfig /etc/mime.types
            StartServers 1
            ErrorLog %1$s/error.log
            DocumentRoot %1$s
            Alias /maven %3$s
            <Directory %3$s>
              AuthType Basic
              AuthName releases
              AuthBasicProvider file
              AuthUserFile %1$s/users
              Require valid-user
            </Directory>
            """;

    private final int port;
    private final Process process;
    private final Thread reaper;

    /**
     * Starts it.
     *
     * @param place for its own files
     * @param folder what it serves below {@code /maven}
     */
    Httpd(Path place, Path folder, String user, String password) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path config = Files.writeString(place.resolve("httpd.conf"), CONFIG.formatted(place, port, folder));
        Files.writeString(place.resolve("users"), user + ":{SHA}" + sha1(password) + "\n");
        process = new ProcessBuilder("/usr/sbin/apache2", "-D", "FOREGROUND", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("httpd.log").toFile())
                .start();
        reaper = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(reaper);
        await().untilAsserted(() -> {
            assertThat(process.isAlive())
                    .as(Files.readString(place.resolve("httpd.log")))
                    .isTrue();
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        });
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/maven");
    }

    private static String sha1(String password) {
        byte[] digest =
                HexFormat.of().parseHex(DeployedByMaven.digest(password.getBytes(StandardCharsets.UTF_8), "SHA-1"));
        return Base64.getEncoder().encodeToString(digest);
    }

    /** Asks it to end, children and all. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Runtime.getRuntime().removeShutdownHook(reaper);
    }
}
