package dev.trikk.control.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.control.Command;
import dev.trikk.control.Command.Verb;
import dev.trikk.control.CommandFormat.Reading;
import dev.trikk.control.CommandFormat.Reading.Freezing;
import dev.trikk.control.CommandFormat.Reading.NotUnderstood;
import dev.trikk.control.CommandFormat.Reading.Understood;
import dev.trikk.control.FreezeCommand;
import dev.trikk.control.Reply;
import dev.trikk.request.Form;
import dev.trikk.request.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands as they are read, and as {@code config/control.schema.json} publishes them. */
class JsonCommandsTest {
    private final JsonCommands commands = new JsonCommands(1_000);
    private final JsonNode schema = schema();

    @Test
    void three_fields_are_a_command() {
        assertThat(commands.read("{\"command\":\"hold\",\"deployment\":\"shop-17\",\"by\":\"anna\"}", "ID:1"))
                .isEqualTo(new Understood(new Command("ID:1", Verb.HOLD, "shop-17", "anna", false, List.of())));
    }

    @Test
    void every_field_is_read() {
        String text =
                """
                {"id": "anna-1", "command": "retry", "deployment": "shop-17", "by": "anna",
                 "options": {"exclude": ["app1", "app2"]}}
                """;

        assertThat(commands.read(text, "ID:1"))
                .isEqualTo(new Understood(
                        new Command("anna-1", Verb.RETRY, "shop-17", "anna", false, List.of("app1", "app2"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"command\":\"why\" | \"command\":\"stop\" | $.command: \"stop\" must be one of hold, approve, cancel, "
                        + "retry, why, freeze, thaw.",
                "{ | {\"options\":{\"stya\":true}, | $.options: There is no field \"stya\"; did you mean stay?",
                "{ | {\"deploymnet\":\"x\", | $: There is no field \"deploymnet\"; did you mean deployment?",
                "\"by\":\"anna\" | \"by\":\"a\\nb\" | $.by: \"a<U+000A>b\" must be 1 to 100 characters without line breaks "
                        + "or control characters.",
                "{ | {\"options\":{\"stay\":true}, | $.options.stay: Only cancel knows this option, not why.",
                "{ | {\"options\":{\"exclude\":[\"app1\"]}, | $.options.exclude: Only retry knows this option, not why.",
            })
    void one_mistake_gives_one_sentence_with_its_path(String before, String after, String problem) {
        String text = "{\"command\":\"why\",\"deployment\":\"shop-17\",\"by\":\"anna\"}";

        assertThat(problems(text.replaceFirst(java.util.regex.Pattern.quote(before), after.replace("\\", "\\\\"))))
                .containsExactly(problem);
    }

    @Test
    void one_that_is_too_long_is_not_even_parsed() {
        assertThat(problems("[".repeat(1_001)))
                .containsExactly("$: The command has 1001 characters; at most 1000 are read.");
    }

    @Test
    void an_answer_says_whether_it_is_done_of_which_deployment_and_what_comes_next() {
        assertThat(commands.answer(new Reply(true, Optional.of("shop-17"), "shop-17 goes on.")))
                .isEqualTo("{\"done\":true,\"deployment\":\"shop-17\",\"says\":\"shop-17 goes on.\"}");
        assertThat(commands.answer(new Reply(false, Optional.empty(), "no")))
                .isEqualTo("{\"done\":false,\"says\":\"no\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "ID, /properties/id",
        "ID, /properties/deployment",
        "PERSON, /properties/by",
        "NAME, /properties/options/properties/exclude/items",
    })
    void the_schema_publishes_the_patterns_of_requests(Form form, String place) {
        assertThat(schema.at(place + "/pattern").asText()).isEqualTo("^" + form.pattern() + "$");
    }

    @Test
    void the_schema_knows_every_command() {
        assertThat(schema.at("/properties/command/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Stream.concat(Arrays.stream(Verb.values()).map(Verb::word), Stream.of("freeze", "thaw"))
                                .toList());
    }

    @Test
    void the_examples_of_the_schema_are_understood() {
        assertThat(schema.path("examples")).isNotEmpty().allSatisfy(example -> assertThat(
                        commands.read(example.toString(), "ID:1"))
                .isInstanceOfAny(Understood.class, Freezing.class));
    }

    @Test
    void a_freeze_is_about_an_environment_and_not_about_a_deployment() {
        assertThat(commands.read(
                        """
                        {"command": "freeze", "environment": "production", "by": "anna",
                         "options": {"until": "2026-12-27T08:00", "reason": "Christmas"}}""",
                        "ID:1"))
                .isEqualTo(new Freezing(new FreezeCommand(
                        "ID:1",
                        false,
                        "production",
                        Optional.of("2026-12-27T08:00"),
                        Optional.of("Christmas"),
                        "anna")));
        assertThat(problems("{\"command\":\"thaw\",\"deployment\":\"shop-17\",\"by\":\"anna\"}"))
                .containsExactlyInAnyOrder(
                        "$.environment: This field is missing.",
                        "$.deployment: This field does not belong here; leave it out.");
        assertThat(problems("{\"command\":\"why\",\"deployment\":\"shop-17\",\"by\":\"anna\","
                        + "\"options\":{\"until\":\"2026-12-27T08:00\"}}"))
                .containsExactly("$.options.until: This field does not belong here; leave it out.");
    }

    private List<String> problems(String text) {
        Reading reading = commands.read(text, "ID:1");
        assertThat(reading).isInstanceOf(NotUnderstood.class);
        return ((NotUnderstood) reading)
                .problems().stream().map(Problem::toString).toList();
    }

    private static JsonNode schema() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("config/control.schema.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
