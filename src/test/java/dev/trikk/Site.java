package dev.trikk;

import dev.trikk.config.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * A folder with all that a daemon needs to start, and nothing more: its settings, the example inventory, an SSH key, and a
 * build to be deployed. All ports are free ones.
 */
final class Site {
    static final String CI_PASSWORD = "ci's password";
    static final String OPERATOR_PASSWORD = "an operator's password";
    static final String DAEMON_PASSWORD = "the daemon's password";

    /** Is answered without touching a server. */
    static final String DRY_RUN =
            """
            {"application": "shop", "version": "1.5.0", "environment": "staging",
             "source": "local", "file": "shop.zip", "options": {"dryRun": true}}
            """;

    private final Path folder;
    private final Map<String, String> keys = new LinkedHashMap<>();

    Site(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(path("uploads"));
            secret("ci-password", CI_PASSWORD);
            Files.write(path("inventory.yaml"), exampleWithoutSecrets());
            Files.writeString(path("known_hosts"), "");
            secret("operator-password", OPERATOR_PASSWORD);
            secret("daemon-password", DAEMON_PASSWORD);
            writeKey(path("id_ed25519"));
            writeBuild(path("uploads/shop.zip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set("trikk.data", path("data"));
        set("trikk.inventory", path("inventory.yaml"));
        set("trikk.routes", Path.of("routes").toAbsolutePath());
        set("trikk.uploads", path("uploads"));
        set("trikk.broker.config", Path.of("broker-config/activemq.xml").toAbsolutePath());
        set("trikk.broker.openwire.port", 0);
        set("trikk.broker.stomp.port", 0);
        set("trikk.broker.amqp.port", 0);
        set("trikk.broker.password", "file:" + path("daemon-password"));
        set("trikk.broker.ci.password", "file:" + path("ci-password"));
        set("trikk.broker.operator.password", "file:" + path("operator-password"));
        set("trikk.ssh.key", path("id_ed25519"));
        set("trikk.ssh.knownHosts", path("known_hosts"));
    }

    /** What a daemon looks for when it starts is not on this machine. */
    private static List<String> exampleWithoutSecrets() throws IOException {
        return Files.readAllLines(Path.of("config/inventory.example.yaml")).stream()
                .filter(line -> !line.matches("    (user: trikk|password: env:|trust: /).*"))
                .toList();
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Site set(String key, Object value) {
        keys.put(key, value.toString());
        return this;
    }

    /** The properties file, as it stands now. */
    Path file() {
        StringBuilder text = new StringBuilder();
        keys.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        return write("trikk.properties", text.toString());
    }

    Settings settings() {
        return Settings.load(Optional.of(file()), Map.of());
    }

    /** Writes a file into the folder. */
    Path write(String name, String text) {
        try {
            Files.createDirectories(path(name).getParent());
            return Files.writeString(path(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only its owner can read. */
    void secret(String name, String value) throws IOException {
        Files.setPosixFilePermissions(write(name, value + "\n"), PosixFilePermissions.fromString("rw-------"));
    }

    /** Lets the broker read a copy of its configuration in which one text, which must be there, is another. */
    Site changeBroker(String before, String after) {
        try {
            String text = Files.readString(settings().path("trikk.broker.config"));
            if (!text.contains(before)) {
                throw new IllegalArgumentException("the broker's configuration does not contain " + before);
            }
            return set("trikk.broker.config", write("activemq.xml", text.replace(before, after)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeKey(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyPair pair = KeyUtils.generateKeyPair("ssh-ed25519", 256);
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeBuild(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("shop-1.5.0/bin/start.sh"));
        }
    }
}
