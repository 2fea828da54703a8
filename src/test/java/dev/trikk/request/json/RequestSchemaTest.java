package dev.trikk.request.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.request.Form;
import dev.trikk.request.Reading.NotUnderstood;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code config/request.schema.json} promises to those who send requests. */
class RequestSchemaTest {
    private final JsonNode schema = schema();

    @ParameterizedTest
    @CsvSource({
        "ID, /properties/id",
        "NAME, /properties/application",
        "VERSION, /properties/version",
        "NAME, /properties/environment",
        "FILE, /properties/file",
        "PERSON, /properties/requestedBy",
        "ISSUE, /properties/issues/items",
        "COMMENT, /properties/comment",
    })
    void it_publishes_the_patterns_that_the_rules_use(Form form, String place) {
        assertThat(schema.at(place + "/pattern").asText()).isEqualTo("^" + form.pattern() + "$");
    }

    @Test
    void every_field_has_a_title_and_a_description() {
        assertThat(schema.path("properties"))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.path("title").asText()).isNotEmpty())
                .allSatisfy(
                        field -> assertThat(field.path("description").asText()).endsWith("."));
    }

    @Test
    void its_examples_are_understood() {
        assertThat(schema.path("examples")).hasSize(6).allSatisfy(example -> assertThat(
                        new JsonRequests(65536).read(example.toString(), "ID:1"))
                .isNotInstanceOf(NotUnderstood.class));
    }

    @Test
    void the_examples_of_its_fields_have_the_form_of_the_field() {
        schema.path("properties").properties().forEach(field -> {
            String pattern = field.getValue().path("pattern").asText(".*");
            assertThat(field.getValue().path("examples"))
                    .filteredOn(JsonNode::isTextual)
                    .allMatch(example -> example.asText().matches(pattern));
        });
    }

    private static JsonNode schema() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("config/request.schema.json").toFile());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
