package dev.trikk;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.api.Role;
import dev.trikk.api.http.Contract;
import dev.trikk.api.http.Operation;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables and figures of {@code docs/api.md} are those of the contract and the settings. */
class ApiTablesTest {
    private static final Document PAGE = Document.of(Path.of("docs/api.md"));
    private static final Contract CONTRACT = new Contract();

    @Test
    void every_role_has_its_row_the_least_one_first() {
        assertThat(PAGE.rowsOfCode())
                .containsExactlyElementsOf(
                        Arrays.stream(Role.values()).map(Role::word).toList());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void the_row_of_a_role_names_all_that_it_is_the_first_to_be_let_in_to(Role role) {
        Set<String> documented = found("`((?:GET|POST|PUT|DELETE) [^`]+)`", row("`" + role.word() + "`"));

        assertThat(documented)
                .isEqualTo(CONTRACT.operations().stream()
                        .filter(operation -> operation.role().equals(java.util.Optional.of(role)))
                        // every one of them, says the row
                        .filter(operation -> role != Role.VIEWER || !operation.isReading())
                        .map(operation -> operation.method().toUpperCase(Locale.ROOT) + " " + operation.path())
                        .collect(toCollection(TreeSet::new)));
    }

    @Test
    void every_status_of_the_contract_is_explained_and_no_other() {
        Set<String> statuses = new TreeSet<>(Set.of("405")); // of any operation: it is the method that is none
        for (Operation operation : CONTRACT.operations()) {
            operation.node().path("responses").fieldNames().forEachRemaining(statuses::add);
        }

        assertThat(found("(?m)^\\| (\\d{3}) \\|", PAGE.text())).isEqualTo(statuses);
    }

    @Test
    void every_answer_that_has_an_etag_is_named() {
        List<String> tagged = CONTRACT.operations().stream()
                .filter(operation -> operation.node().at("/responses/304").isObject())
                .map(operation -> "`" + operation.path().replace("{id}", "ID") + "`")
                .toList();

        assertThat(PAGE.text().lines().filter(line -> line.contains("have an `ETag`")))
                .singleElement()
                .satisfies(line -> assertThat(found("(`/[^`]+`)", line)).containsExactlyInAnyOrderElementsOf(tagged));
    }

    @Test
    void figures_are_the_settings_own() throws Exception {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config/trikk.properties"))) {
            settings.load(reader);
        }

        assertThat(Pattern.compile("`(trikk[.\\w]+)` \\((\\w+)\\)")
                        .matcher(PAGE.text())
                        .results()
                        .toList())
                .hasSizeGreaterThan(2)
                .allSatisfy(figure ->
                        assertThat(settings.getProperty(figure.group(1))).isEqualTo(figure.group(2)));
    }

    @Test
    void every_command_is_shown() {
        assertThat(StreamSupport.stream(
                                CONTRACT.document()
                                        .at("/components/schemas/Command/properties/command/enum")
                                        .spliterator(),
                                false)
                        .map(word -> word.asText())
                        .collect(toSet()))
                .isEqualTo(found("\"command\": \"(\\w+)\"", PAGE.text()));
    }

    private static String row(String cell) {
        return PAGE.text()
                .lines()
                .filter(line -> line.startsWith("| " + cell + " |"))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(one -> one.group(1))
                .collect(toCollection(TreeSet::new));
    }
}
