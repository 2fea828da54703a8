package dev.trikk.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshSettingsTest {
    @TempDir
    Path folder;

    @Test
    void a_key_with_a_passphrase_needs_it() throws Exception {
        TestSsh server = new InProcessSsh(folder);
        Door.knownHosts(folder, Door.knownHost(server.port(), server.hostKey()));
        Path key = Keys.writeWithPassphrase(server.clientKey(), folder.resolve("locked"), "open sesame");
        SshSettings without = SshSettings.defaults(key, folder.resolve("known_hosts"));
        SshSettings with = new SshSettings(
                key,
                without.knownHosts(),
                Optional.of("open sesame"),
                without.connectTimeout(),
                without.idle(),
                without.heartbeat(),
                without.starts(),
                without.startsPerServer(),
                without.channels(),
                without.outputLimit(),
                without.grace());

        assertThat(with.toString()).doesNotContain("sesame");
        assertThatThrownBy(() -> new SshSessions(without)).hasMessageContaining("locked", "passphrase");
        try (server;
                Door unlocked = new Door(with)) {
            assertThat(unlocked.run(server, "true").isOk()).isTrue();
        }
    }

    @Test
    void a_missing_key_stops_the_start() {
        SshSettings settings = SshSettings.defaults(folder.resolve("no-key"), folder.resolve("known_hosts"));

        assertThatThrownBy(() -> new SshSessions(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-key cannot be used");
    }

    @Test
    void a_setting_that_makes_no_sense_is_refused() {
        SshSettings settings = SshSettings.defaults(folder.resolve("id"), folder.resolve("known_hosts"));

        assertThatThrownBy(() -> Door.withGrace(settings, Duration.ZERO)).hasMessageContaining("grace");
    }
}
