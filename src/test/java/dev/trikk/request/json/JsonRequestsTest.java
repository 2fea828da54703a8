package dev.trikk.request.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.request.DeployRequest;
import dev.trikk.request.Problem;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.NotUnderstood;
import dev.trikk.request.Reading.Understood;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRequestsTest {
    private static final String SHORTEST =
            "{\"application\":\"shop\",\"version\":\"1.4.2\",\"environment\":\"staging\"}";

    private final JsonRequests requests = new JsonRequests(64 * 1024);

    @Test
    void three_fields_are_a_request() {
        assertThat(requests.read(SHORTEST, "ID:1"))
                .isEqualTo(new Understood(new DeployRequest(
                        "ID:1",
                        "shop",
                        "1.4.2",
                        "staging",
                        "repository",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        false)));
    }

    @Test
    void every_field_is_read() {
        String text =
                """
                {
                  "id": "build-4711", "application": "shop", "version": "1.5.0", "environment": "staging",
                  "source": "local", "file": "anna/shop.zip", "requestedBy": "Anna", "issues": ["SHOP-1", "SHOP-2"],
                  "comment": "fixes the basket", "options": {"dryRun": true}
                }
                """;

        assertThat(requests.read(text, "ID:1"))
                .isEqualTo(new Understood(new DeployRequest(
                        "build-4711",
                        "shop",
                        "1.5.0",
                        "staging",
                        "local",
                        Optional.of("anna/shop.zip"),
                        Optional.of("Anna"),
                        List.of("SHOP-1", "SHOP-2"),
                        Optional.of("fixes the basket"),
                        true)));
    }

    @Test
    void a_rollback_goes_to_the_previous_release_unless_it_names_one() {
        String text = "{\"action\":\"rollback\",\"application\":\"shop\",\"environment\":\"staging\"}";

        DeployRequest request = ((Understood) requests.read(text, "ID:1")).request();

        assertThat(request.kind()).isEqualTo(DeployRequest.Kind.ROLLBACK);
        assertThat(request.version()).isEqualTo("previous");
    }

    @Test
    void a_release_that_failed_may_be_asked_for_again() {
        String text = SHORTEST.replaceFirst("}$", ",\"options\":{\"again\":true}}");

        assertThat(((Understood) requests.read(text, "ID:1")).request().again()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | {\"action\":\"undo\", | $.action: \"undo\" must be one of deploy, rollback, train.",
                "\"version\":\"1.4.2\" | \"version\":1.4 | $.version: This must be text in double quotes.",
                "\"version\":\"1.4.2\" | \"version\":null | $.version: This must be text in double quotes.",
                "\"version\":\"1.4.2\" | \"version\":\"1;2\" | $.version: \"1;2\" must be up to 100 letters, digits, "
                        + "dots (never two together), underscores, plus signs or hyphens, or a range of such versions: "
                        + "[1.2,2.0).",
                "\"version\":\"1.4.2\" | \"version\":\"1.4.2\\n\" | $.version: \"1.4.2<U+000A>\" must be up to 100 "
                        + "letters, digits, dots (never two together), underscores, plus signs or hyphens, or a range of "
                        + "such versions: [1.2,2.0).",
                "\"version\":\"1.4.2\", | `` | $.version: This field is missing.",
                "{ | {\"aplication\":\"shop\", | $: There is no field \"aplication\"; did you mean application?",
                "{ | {\"a\\u001bb\":\"shop\", | $: There is no field \"a<U+001B>b\".",
                "{ | {\"options\":{\"dryrun\":true}, | $.options: There is no field \"dryrun\"; did you mean dryRun?",
                "{ | {\"options\":{\"dryRun\":\"yes\"}, | $.options.dryRun: This must be true or false.",
                "{ | {\"options\":[], | $.options: This must be an object: {…}.",
                "{ | {\"source\":\"ftp\", | $.source: \"ftp\" must be one of repository, local.",
                "{ | {\"issues\":\"SHOP-1\", | $.issues: This must be a list: […].",
                "{ | {\"issues\":[\"SHOP-1\",\"shop\"], | $.issues[1]: \"shop\" must be the key of an issue, such as "
                        + "SHOP-123.",
                "{ | {\"issues\":[\"SHOP-1\",\"SHOP-1\"], | $.issues: An entry is there twice.",
                "{ | {\"comment\":\"a\\u202eb\", | $.comment: \"a<U+202E>b\" must be 1 to 1000 characters without line "
                        + "breaks or control characters.",
            })
    void one_mistake_gives_one_sentence_with_its_path(String before, String after, String problem) {
        String text = SHORTEST.replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after));

        assertThat(problems(text)).containsExactly(problem);
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(problems("{\"version\":7,\"priority\":true,\"options\":{\"dryRun\":1}}"))
                .containsExactlyInAnyOrder(
                        "$.application: This field is missing.",
                        "$.environment: This field is missing.",
                        "$.version: This must be text in double quotes.",
                        "$: There is no field \"priority\".",
                        "$.options.dryRun: This must be true or false.");
    }

    @Test
    void after_twenty_problems_the_rest_is_counted() {
        String fields = IntStream.range(0, 1000)
                .mapToObj(index -> "\"field" + index + "\":1")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(problems(fields)).hasSize(21).last().isEqualTo("$: There are 983 more problems.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | The request is empty.",
                "` \n` | The request is empty.",
                "[] | This must be an object: {…}.",
                "`{\n  \"application\": shop}` | This is not JSON (line 2, column 18): Unrecognized token 'shop': "
                        + "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false').",
                "{\"id\":\"a\",\"id\":\"b\"} | This is not JSON (line 1, column 15): Duplicate field 'id'.",
                "`{}\nx` | This is not JSON (line 2, column 1): Unrecognized token 'x': was expecting (JSON String, "
                        + "Number, Array, Object or token 'null', 'true' or 'false').",
            })
    void what_is_no_json_object_is_refused(String text, String reason) {
        assertThat(problems(text)).containsExactly("$: " + reason);
    }

    @Test
    void something_behind_the_request_is_refused() {
        assertThat(problems(SHORTEST + SHORTEST)).singleElement().asString().startsWith("$: This is not JSON");
    }

    @Test
    void a_request_of_a_hundred_megabytes_is_not_even_parsed() {
        assertThat(problems("[".repeat(100_000_000)))
                .containsExactly("$: The request has 100000000 characters; at most 65536 are read.");
    }

    @Test
    void a_request_ten_thousand_levels_deep_is_refused() {
        assertThat(problems("[".repeat(10_000))).singleElement().asString().contains("nesting depth (21) exceeds");
    }

    @Test
    void an_echoed_value_is_cut() {
        String problem = problems(SHORTEST.replace("1.4.2", "x;".repeat(5000))).get(0);

        assertThat(problem).startsWith("$.version: \"x;x;").hasSizeLessThan(250);
    }

    private List<String> problems(String text) {
        Reading reading = requests.read(text, "ID:1");
        assertThat(reading).isInstanceOf(NotUnderstood.class);
        return ((NotUnderstood) reading)
                .problems().stream().map(Problem::toString).toList();
    }
}
