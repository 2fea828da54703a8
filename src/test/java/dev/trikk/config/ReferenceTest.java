package dev.trikk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
    private static final Path FILE = Path.of("config/trikk.properties");

    @Test
    void every_default_has_the_form_that_its_key_documents() {
        assertThat(Reference.packaged().keys().values())
                .filteredOn(key -> !key.preset().isEmpty())
                .hasSizeGreaterThan(20)
                .allSatisfy(key ->
                        assertThat(key.form().fits(key.preset())).as(key.name()).isTrue());
    }

    @Test
    void every_key_is_explained_in_a_sentence() throws IOException {
        List<Entry> entries = Entry.read(Files.readAllLines(FILE), problem -> {}, FILE.toString());

        assertThat(entries).hasSameSizeAs(Reference.packaged().keys().keySet());
        assertThat(entries)
                .allSatisfy(entry ->
                        assertThat(entry.comment().get(0)).as(entry.key()).matches("[A-Z].*[.,]|[A-Z].* .*"));
    }

    @Test
    void every_example_has_the_form_that_its_key_documents() throws IOException {
        Reference reference = Reference.packaged();

        assertThat(Entry.read(Files.readAllLines(FILE), problem -> {}, FILE.toString()))
                .allSatisfy(entry -> assertThat(entry.comment())
                        .filteredOn(line -> line.startsWith("Example: "))
                        .allMatch(
                                line -> reference.keys().get(entry.key()).form().fits(line.substring(9))));
    }

    @Test
    void no_two_keys_share_an_environment_variable() {
        assertThat(Reference.packaged().keys().values())
                .extracting(Reference.Key::variable)
                .doesNotHaveDuplicates()
                .allMatch(variable -> variable.matches("TRIKK_[A-Z_]+"));
    }

    @ParameterizedTest
    @CsvSource({
        "trikk.broker.url, TRIKK_BROKER_URL",
        "trikk.ssh.connectTimeout, TRIKK_SSH_CONNECT_TIMEOUT",
        "trikk.ssh.startsPerServer, TRIKK_SSH_STARTS_PER_SERVER",
    })
    void dots_and_humps_become_underscores(String key, String variable) {
        assertThat(Reference.packaged().keys().get(key).variable()).isEqualTo(variable);
    }

    @Test
    void a_key_without_a_type_is_our_mistake() {
        assertThatThrownBy(() -> Reference.of("# Says nothing of its type.\nsome.key = 1\n"))
                .hasMessage("some.key has no line \"# type: \" above it");
    }
}
