package dev.trikk.inventory.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trikk.inventory.BadInventory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row changes one place of the example inventory, and names the one problem that follows. */
class BadInventoryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // keys and types
                "reload: sudo | relaod: sudo | There is no key \"relaod\" here; did you mean reload?",
                "jmxPort: 9101 | jmxPort: 9101\\n    jmxPort: 9102 | \"jmxPort\" is already there.",
                "jmxPort: 9101 | jmxPort: 70000 | jmxPort must be a number from 1 to 65535.",
                "jmxPort: 9101 | jmxPort: many | jmxPort must be a number from 1 to 65535.",
                "jmxPort: 9101 | jmxPort: '9101' | jmxPort must be a number from 1 to 65535.",
                "jmxPort: 9101 | | jmxPort is missing.",
                "http: true | http: yes | http must be true or false.",
                "xmx: 512m | xmx: 512 | xmx must be text; put it in quotes: \"512\".",
                "xmx: 512m | xmx: 512mb | xmx is \"512mb\", but must be a heap size such as 512m or 2g.",
                "user: shop | user: Shop | user is \"Shop\", but must be a unix user: up to 32 small letters, digits, "
                        + "underscores or hyphens.",
                "user: shop | user: [shop] | user must be a unix user: up to 32 small letters, digits, "
                        + "underscores or hyphens.",
                "keep: 3 | keep: 1 | keep must be a number from 2 to 100.",
                "within: 60s | within: 1 minute | within must be a duration such as 500ms, 30s, 5m or 2h.",
                "within: 60s | within: 0s | within must be a duration such as 500ms, 30s, 5m or 2h.",
                "path: /shop/health | path: /shop health | path is \"/shop health\", but must be a path that begins "
                        + "with /.",
                "`  shop:\n` | `  sh;op:\n` | The name is \"sh;op\", but must be up to 64 letters, digits, dots, "
                        + "underscores or hyphens.",
                "[repository] | [repo] | an entry of sources must be repository or local.",
                "[repository] | repository | sources must be a list: [one, two].",
                "[operations@example.org] | [operations] | an entry of reportTo is \"operations\", "
                        + "but must be an e-mail address.",
                "org.example:shop:zip:standalone | shop | artifact is \"shop\", but must be group:name, "
                        + "group:name:type or group:name:type:classifier.",
                "org.example:shop:zip:standalone | ../etc:shop | artifact is \"../etc:shop\", but must be group:name, "
                        + "group:name:type or group:name:type:classifier.",
                "address: test1.example.org | address: test1;id | address is \"test1;id\", but must be a DNS name or "
                        + "an IP address.",
                "address: test1.example.org | address: 10.0.0.256 | address is \"10.0.0.256\", but must be a DNS name "
                        + "or an IP address.",
                "{ address: test1.example.org } | test1.example.org | Here must be keys with values.",
                // URLs
                "http://artifactory.example.org | ftp://artifactory.example.org | url must be a URL such as "
                        + "https://artifacts.example.org/releases.",
                "http://artifactory.example.org | http://a b | url must be a URL such as "
                        + "https://artifacts.example.org/releases.",
                "http://artifactory.example.org | http://u:p@artifactory.example.org | url must not hold a user or a "
                        + "password: whoever sees a script would see it.",
                // control
                "control: itas | control: jetty | control must be itas, {itas: NAME}, {systemd: UNIT} or {stop: COMMAND, "
                        + "start: COMMAND, status: COMMAND}.",
                "control: itas | control: {itas: a b} | itas is \"a b\", but must be up to 64 letters, digits, dots, "
                        + "underscores or hyphens.",
                "control: itas | control: {systemd: \"shop; id\"} | systemd is \"shop; id\", but must be the name of a "
                        + "systemd unit.",
                "control: itas | control: {stop: a, start: b} | status is missing.",
                "control: itas | control: {itas: a, stop: b} | There is no key \"stop\" here.",
                // references
                "repository: releases | repository: release | There is no repository \"release\"; did you mean "
                        + "releases?",
                "staging: { pool: main } | stagging: { pool: main } | There is no environment \"stagging\"; did you "
                        + "mean staging?",
                "staging: { pool: main } | staging: { pool: mian } | There is no pool \"mian\"; did you mean main?",
                "disabled: [batch1] | disabled: [proxy1] | There is no app server of this pool called " + "\"proxy1\".",
                "disabled: [batch1] | disabled: [app1, app1] | \"app1\" is already in this list.",
                "balancer: front | balancer: back | There is no balancer \"back\".",
                "type: haproxy | type: haproxi | There is no type of balancer \"haproxi\"; did you mean haproxy?",
                "backend: city | backend: ci ty | backend is \"ci ty\", but must be up to 64 letters, digits, dots, "
                        + "underscores or hyphens.",
                "backend: city | backend: [city, city] | \"city\" is already in this list.",
                "others: [batch1] | others: [batch1, batch2] | There is no server \"batch2\"; did you mean batch1?",
                "proxy: proxy1, app: app1 | proxy: proxy1, app: ap1 | There is no server \"ap1\"; did you mean app1?",
                // what only one may have
                "proxy: proxy2, app: app2 | proxy: proxy2, app: app1 | Server app1 is already taken by pair one of "
                        + "pool main.",
                "app2, member: proxy2 | app2, member: proxy1 | Member proxy1 is already taken by pair one of pool "
                        + "main.",
                // capacity
                "minAvailable: 1 | minAvailable: 2 | minAvailable is 2 of 2 pairs, so none could ever leave the "
                        + "rotation; it must be lower.",
                "`      main:\n        pairs:` | `      main:\n        minAvailable: 1\n        pairs:` | minAvailable "
                        + "needs a balancer, which counts the members.",
                "onDeadline: abort | onDeadline: cut | onDeadline must be abort or force.",
                "minAvailable: 1 | minAvailable: 75% | minAvailable is 2 of 2 pairs, so none could ever leave the "
                        + "rotation; it must be lower.",
                "minAvailable: 1 | minAvailable: 101% | minAvailable must be a number from 0 to 1000, or a part such "
                        + "as 75%.",
                // portions
                "batch: 1 # | batch: 0 # | batch must be a number of pairs such as 2, or a part of them such as 25%.",
                "batch: 1 # | batch: 110% # | batch must be a number of pairs such as 2, or a part of them such as "
                        + "25%.",
                "batch: 1 # | batch: 2 # | A batch of 2 of 2 pairs leaves 0 in service, but at least 1 must stay, so "
                        + "it could never leave.",
                "batch: 1 # | batch: 100% # | A batch of 2 of 2 pairs leaves 0 in service, but at least 1 must stay, "
                        + "so it could never leave.",
                "{ batch: 1, hold: 10m } | { batch: 1, hold: soon } | hold must be a duration such as 500ms, 30s, 5m "
                        + "or 2h.",
                "{ batch: 1, hold: 10m } | { batch: 1 } | hold is missing.",
                "`        pairs: # no balancer` | `        canary: { batch: 2, hold: approval }\\n        pairs: # no "
                        + "balancer` | `The canary is all of 2 pairs, so nothing would be left to come after it.`",
                "gather: 30s | gather: soon | gather must be a duration such as 500ms, 30s, 5m or 2h, or 0s for none.",
                "supersede: true | supersede: often | supersede must be true or false.",
                "address: proxy1.example.org | address: TEST2.example.org, port: 2222 | User shop on "
                        + "test2.example.org:2222 is already taken by environment staging.",
            })
    void one_mistake_gives_one_sentence(String before, String after, String sentence) throws IOException {
        String replacement = after == null ? "" : after.replace("\\n", "\n");

        List<String> problems = problems(InventoryText.example().with(before, replacement));

        assertThat(problems)
                .singleElement()
                .asString()
                .matches("inventory\\.yaml:\\d+:\\d+: .*")
                .endsWith(": " + sentence);
    }

    @Test
    void all_mistakes_are_told_at_once_in_the_order_of_the_file() {
        String text =
                """
                repositories:
                  releases: { url: "releases" }
                environments:
                  staging:
                    servers: { one: { adress: one } }
                    pools:
                      main: {}
                applications:
                  shop:
                    artifact: org.example:shop
                    repository: nexus
                    jmxPort: 0
                    xmx: 1g
                    environments: { staging: { pool: main } }
                """;

        assertThat(problems(text))
                .containsExactly(
                        "inventory.yaml:2:20: url must be a URL such as https://artifacts.example.org/releases.",
                        "inventory.yaml:5:21: address is missing.",
                        "inventory.yaml:5:23: There is no key \"adress\" here; did you mean address?",
                        "inventory.yaml:7:7: Pool main has neither pairs nor others.",
                        "inventory.yaml:11:17: There is no repository \"nexus\".",
                        "inventory.yaml:12:14: jmxPort must be a number from 1 to 65535.");
    }

    @Test
    void two_applications_of_one_pool_share_neither_user_nor_port() throws IOException {
        String text = InventoryText.example().text()
                + InventoryText.application("bill", 9101)
                + InventoryText.application("mail", 9103).replace("jmxPort", "user: shop\n    jmxPort")
                + InventoryText.application("post", 9104)
                        .replace("xmx: 1g", "xmx: 1g\n    health: { port: 9001, path: / }");

        assertThat(sentences(text))
                .containsExactly(
                        "Port 9101 in production/main is already taken by shop.",
                        "User shop in production/main is already taken by shop.",
                        "Port 9001 in production/main is already taken by shop.");
    }

    @Test
    void applications_of_different_pools_may_share_both() throws IOException {
        String text = InventoryText.example().with("      production: { pool: main, disabled: [batch1] }", "")
                + InventoryText.application("shop2", 9101).replace("jmxPort", "user: shop\n    jmxPort");

        assertThat(YamlInventory.read(text, "inventory.yaml").applications()).hasSize(2);
    }

    @Test
    void one_application_needs_two_ports() throws IOException {
        assertThat(sentences(InventoryText.example().with("port: 9001", "port: 9101")))
                .containsExactlyInAnyOrder(
                        "Port 9101 in staging/main is already taken by shop.",
                        "Port 9101 in production/main is already taken by shop.");
    }

    @Test
    void a_server_belongs_to_one_pool() throws IOException {
        String text = InventoryText.example()
                .with("applications:", "      second: { others: [batch1, app1] }\n\napplications:");

        assertThat(sentences(text))
                .containsExactlyInAnyOrder(
                        "Server batch1 is already taken by others of pool main.",
                        "Server app1 is already taken by pair one of pool main.");
    }

    @Test
    void a_name_that_is_no_unix_user_needs_one() throws IOException {
        String text = InventoryText.example().text() + InventoryText.application("Bill", 9102);

        assertThat(sentences(text))
                .containsExactly("user is missing, and the name cannot stand for it: it must be a unix user: "
                        + "up to 32 small letters, digits, underscores or hyphens.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1:1: The file is empty.",
                "# nothing | 1:1: The file is empty.",
                "[] | 1:1: Here must be keys with values.",
                "a: [1 | 1:6: This is not YAML: expected ',' or ']', but got <stream end>.",
                "`a: 1\n\tb: 2` | 2:1: This is not YAML: found character '\\t(TAB)' that cannot start any token. "
                        + "(Do not use \\t(TAB) for indentation).",
                "`a: 1\n---\nb: 2` | 2:1: This is not YAML: but found another document.",
                "a: !!javax.script.ScriptEngineManager [] | 1:4: Tags such as "
                        + "\"tag:yaml.org,2002:javax.script.ScriptEngineManager\" are not allowed here.",
                "a: !secret b | 1:4: Tags such as \"!secret\" are not allowed here.",
                "a: *b | 1:4: This is not YAML: found undefined alias b.",
                "? [a] : b | 1:3: A key must be a simple text.",
            })
    void what_is_no_proper_yaml_is_refused(String text, String problem) {
        assertThat(problems(text)).contains("inventory.yaml:" + problem);
    }

    @Test
    void a_control_character_is_refused() {
        assertThat(problems("a: \u0000")).singleElement().asString().contains("This is not YAML: ");
    }

    @Test
    void a_document_ten_thousand_levels_deep_is_refused_without_exhausting_the_stack() {
        String deep = "a: " + "[".repeat(10_000);

        assertThat(problems(deep)).containsExactly("inventory.yaml:1:23: This is nested more than 20 levels deep.");
    }

    @Test
    void a_bomb_of_aliases_is_refused() {
        String bomb = "a: &a x\nb: [" + "*a,".repeat(2000) + "]";

        assertThat(problems(bomb)).singleElement().asString().endsWith("*a is one alias too many.");
    }

    @Test
    void a_huge_text_is_refused() {
        assertThat(problems("a: " + "x".repeat(5_000_000)))
                .containsExactly("inventory.yaml:1:1: The file has more than 1000000 characters.");
    }

    static List<String> problems(String text) {
        BadInventory bad = catchThrowableOfType(BadInventory.class, () -> YamlInventory.read(text, "inventory.yaml"));
        assertThat(bad).isNotNull().hasMessageContainingAll(bad.problems().toArray(String[]::new));
        return bad.problems();
    }

    static List<String> sentences(String text) {
        return problems(text).stream()
                .map(problem -> problem.replaceFirst("^inventory.yaml:\\d+:\\d+: ", ""))
                .toList();
    }
}
