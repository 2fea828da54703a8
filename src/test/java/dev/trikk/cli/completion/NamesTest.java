package dev.trikk.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.json.Json;
import dev.trikk.cli.json.Tree;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the daemon says, as lines for shells. */
class NamesTest {
    @Test
    void every_kind_is_a_line_in_the_daemons_order() {
        Tree names = Json.read(
                        """
                        {"applications": [
                           {"name": "shop", "environments": ["test", "production"], "versions": ["1.10", "1.9", "1.10-rc.1"]},
                           {"name": "archive", "environments": [], "versions": []}],
                         "environments": ["test", "production"], "servers": ["web2", "web1"],
                         "pools": ["test/main/web1"], "stages": ["fetch"], "deployments": ["shop-2", "shop-1"]}
                        """)
                .orElseThrow();

        List<String> lines = Names.lines(names);

        assertThat(lines)
                .containsExactly(
                        "applications shop archive",
                        "environments test production",
                        "servers web2 web1",
                        "pools test/main/web1",
                        "stages fetch",
                        "deployments shop-2 shop-1",
                        "trains",
                        "environments/shop test production",
                        "versions/shop 1.10 1.9 1.10-rc.1",
                        "environments/archive",
                        "versions/archive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "two\nlines",
                "$(touch x)",
                "`touch x`",
                "a;b",
                "a'b",
                "a\"b",
                "a\\b",
                "*",
                "-rf",
                "~root",
                "\u001b[31mred",
                "bl\u00e5"
            })
    void what_could_mean_something_to_a_shell_or_a_terminal_is_left_out(String evil) {
        Tree names = Tree.of(Map.of(
                "applications",
                List.of(
                        Map.of("name", evil, "versions", List.of("1.0")),
                        Map.of("name", "shop", "versions", List.of("1.0", evil))),
                "servers",
                List.of(evil, "web1")));

        List<String> lines = Names.lines(names);

        assertThat(lines)
                .containsExactly(
                        "applications shop",
                        "environments",
                        "servers web1",
                        "pools",
                        "stages",
                        "deployments",
                        "trains",
                        "environments/shop",
                        "versions/shop 1.0");
    }

    @Test
    void of_very_many_names_the_first_are_taken() {
        List<String> many = IntStream.range(0, 5000).mapToObj(i -> "n" + i).toList();
        Tree names = Tree.of(Map.of(
                "applications",
                many.stream()
                        .map(name -> Map.of("name", name, "versions", many))
                        .toList(),
                "servers",
                many));

        List<String> lines = Names.lines(names);

        assertThat(lines).hasSize(7 + 2 * 1000);
        assertThat(lines.get(0)).endsWith(" n999");
        assertThat(lines.get(2)).startsWith("servers n0 n1 ").endsWith(" n199");
    }

    @Test
    void an_answer_of_another_kind_has_no_names() {
        assertThat(Names.lines(Tree.of("oops")))
                .containsExactly("applications", "environments", "servers", "pools", "stages", "deployments", "trains");
    }
}
