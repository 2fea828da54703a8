package dev.trikk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void without_a_file_and_variables_the_defaults_count() {
        Settings settings = Settings.load(Optional.empty(), Map.of());

        assertThat(settings.optional("trikk.ledger.user")).isEmpty();
        assertThat(settings.path("trikk.data")).isEqualTo(Path.of("data"));
        assertThat(settings.text("trikk.broker.user")).isEqualTo("trikk");
        assertThat(settings.text("trikk.mail.tls")).isEqualTo("none");
        assertThat(settings.number("trikk.broker.openwire.port")).isEqualTo(61616);
        assertThat(settings.duration("trikk.ssh.idle")).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.size("trikk.ssh.output")).isEqualTo(256 * 1024);
        assertThat(settings.list("trikk.mail.to")).isEmpty();
        assertThat(settings.secret("trikk.broker.password")).isEmpty();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void the_file_overrides_the_defaults_and_the_environment_overrides_the_file() {
        Path file = givenFile(
                """
                trikk.ledger.user = tram1
                trikk.ssh.idle: 30s
                # Continued lines and escapes are those of every properties file.
                trikk.mail.to = a@example.org, \\
                    b@example.org
                """);

        Settings settings = Settings.load(Optional.of(file), Map.of("TRIKK_SSH_IDLE", "500ms", "HOME", "/home/tram"));

        assertThat(settings.optional("trikk.ledger.user")).contains("tram1");
        assertThat(settings.duration("trikk.ssh.idle")).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.list("trikk.mail.to")).containsExactly("a@example.org", "b@example.org");
    }

    @Test
    void the_reference_file_itself_is_a_valid_file() {
        Settings settings = Settings.load(Optional.of(Path.of("config/trikk.properties")), Map.of());

        assertThat(settings.number("trikk.stage.consumers")).isEqualTo(8);
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_its_place() {
        Path file = givenFile(
                """
                trikk.broker.ulr = tcp://broker:61616
                trikk.ssh.idle = 30 sec

                trikk.mail.tls = ssl
                trikk.data =
                trikk.ledger.user = a
                trikk.ledger.user = b
                trikk.ssh.key = \\u00zz
                trikk.broker.password = hunter2
                """);

        BadConfiguration bad = bad(file, Map.of("TRIKK_MAIL_PROT", "25", "TRIKK_JMX_PORT", "70000"));

        assertThat(bad.problems())
                .containsExactlyInAnyOrder(
                        file + ":1: there is no key \"trikk.broker.ulr\"; did you mean trikk.broker.url?",
                        file + ":2: trikk.ssh.idle is \"30 sec\", but must be a duration such as 500ms, 30s, 5m or 2h.",
                        file + ":4: trikk.mail.tls is \"ssl\", but must be one of none, starttls, tls.",
                        file + ":5: trikk.data must not be empty; its default is data.",
                        file + ":7: \"trikk.ledger.user\" is already in line 6.",
                        file + ":8: \\u must be followed by four hex digits.",
                        file + ":9: trikk.broker.password holds a secret itself; "
                                + "write only where it is: env:NAME or file:/path.",
                        "environment variable \"TRIKK_MAIL_PROT\": there is no such key; did you mean TRIKK_MAIL_PORT?",
                        "environment variable TRIKK_JMX_PORT: trikk.jmx.port is \"70000\", "
                                + "but must be a number from 0 to 65535.");
        assertThat(bad).hasMessageContaining("trikk.broker.ulr").hasMessageNotContaining("hunter2");
    }

    @Test
    void a_file_that_is_not_there_or_no_text_is_refused() throws IOException {
        Path missing = folder.resolve("missing.properties");
        Path binary = Files.write(folder.resolve("binary.properties"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(bad(missing, Map.of()).problems())
                .singleElement()
                .asString()
                .isEqualTo(missing + ": the file does not exist; --config names it.");
        assertThat(bad(binary, Map.of()).problems())
                .singleElement()
                .asString()
                .startsWith(binary + ": the file cannot be read as UTF-8 text (");
    }

    @Test
    void the_variables_of_launcher_client_and_secrets_are_known() {
        Map<String, String> environment = Map.of(
                "TRIKK_JAVA_OPTS", "-Xmx256m",
                "TRIKK_URL", "http://127.0.0.1:8181",
                "TRIKK_TOKEN", "of the client",
                "TRIKK_TOKEN_FILE", "/nowhere",
                "TRIKK_LEDGER_PASSWORD", "env:TRIKK_DATABASE_WORD",
                "TRIKK_DATABASE_WORD", "tram");

        Settings settings = Settings.load(Optional.empty(), environment);

        assertThat(settings.secret("trikk.ledger.password").map(Secret::reveal)).contains("tram");
    }

    @Test
    void mail_needs_a_sender() {
        Path file = givenFile("trikk.mail.host = mail.example.org\n");

        assertThat(bad(file, Map.of()).problems())
                .containsExactly(file + ":1: trikk.mail.host is set, so trikk.mail.from must be set too.");
    }

    @ParameterizedTest
    @CsvSource({"65536, 65536", "256k, 262144", "10m, 10485760", "1g, 1073741824"})
    void sizes_are_in_bytes(String written, long bytes) {
        Settings settings = Settings.load(Optional.empty(), Map.of("TRIKK_REQUESTS_LIMIT", written));

        assertThat(settings.size("trikk.requests.limit")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void flags_are_true_or_false(String written, boolean flag) {
        Reference reference = Reference.of("# Whether.\n# type: flag\ntrikk.flag = true\n");

        Settings settings = Settings.load(reference, Optional.empty(), Map.of("TRIKK_FLAG", written));

        assertThat(settings.flag("trikk.flag")).isEqualTo(flag);
        assertThatThrownBy(() -> Settings.load(reference, Optional.empty(), Map.of("TRIKK_FLAG", "yes")))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("trikk.flag is \"yes\", but must be true or false.");
    }

    @Test
    void asking_for_an_unknown_key_or_the_wrong_type_is_a_programming_error() {
        Settings settings = Settings.load(Optional.empty(), Map.of());

        assertThatThrownBy(() -> settings.text("trikk.nonsense")).hasMessage("there is no key trikk.nonsense");
        assertThatThrownBy(() -> settings.number("trikk.ssh.idle")).hasMessage("trikk.ssh.idle is a DURATION");
        assertThatThrownBy(() -> settings.text("trikk.broker.password"))
                .hasMessage("trikk.broker.password is a SECRET");
    }

    private Path givenFile(String text) {
        try {
            return Files.writeString(folder.resolve("trikk.properties"), text);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static BadConfiguration bad(Path file, Map<String, String> environment) {
        return catchThrowableOfType(BadConfiguration.class, () -> Settings.load(Optional.of(file), environment));
    }

    @Test
    void problems_cannot_be_changed() {
        List<String> problems = bad(folder.resolve("missing"), Map.of()).problems();

        assertThatThrownBy(problems::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
