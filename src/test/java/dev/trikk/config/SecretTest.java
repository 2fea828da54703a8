package dev.trikk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {
    private static final String KEY = "trikk.broker.password";

    @TempDir
    private Path folder;

    @Test
    void it_never_shows_itself() {
        Secret secret = Secret.of("hunter2");

        assertThat(secret).hasToString("***");
        assertThat("" + Optional.of(secret)).doesNotContain("hunter2");
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    @Test
    void it_comes_from_the_first_line_of_a_file() throws IOException {
        Path file = givenSecretFile("hunter2\nsecond line\n", "rw-------");

        Settings settings = load("file:" + file);

        assertThat(settings.secret(KEY).map(Secret::reveal)).contains("hunter2");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void a_file_that_everybody_can_read_is_used_but_warned_about() throws IOException {
        Path file = givenSecretFile("hunter2", "rw-r--r--");

        Settings settings = load("file:" + file);

        assertThat(settings.secret(KEY).map(Secret::reveal)).contains("hunter2");
        assertThat(settings.warnings())
                .containsExactly(KEY + " is read from " + file
                        + ", which everybody on this machine can read; chmod 600 " + file + " ends that.");
    }

    @ParameterizedTest
    @CsvSource({
        "hunter2, 'holds a secret itself; write only where it is: env:NAME or file:/path.'",
        "env:NOT_THERE, 'refers to the environment variable \"NOT_THERE\", which is not set or empty.'",
        "env:EMPTY, 'refers to the environment variable \"EMPTY\", which is not set or empty.'",
        "file:/not/there, 'refers to the file \"/not/there\", which cannot be read '",
        "file:/dev/null, 'refers to the file \"/dev/null\", whose first line is empty.'",
        "file:/, 'refers to the file \"/\", which cannot be read '",
    })
    void a_reference_that_leads_nowhere_is_refused(String reference, String end) {
        assertThatThrownBy(() -> load(reference))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("environment variable TRIKK_BROKER_PASSWORD: " + KEY + " " + end)
                .hasMessageNotContaining("hunter2");
    }

    private static Settings load(String reference) {
        return Settings.load(Optional.empty(), Map.of("TRIKK_BROKER_PASSWORD", reference, "EMPTY", ""));
    }

    private Path givenSecretFile(String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
