package dev.trikk.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Control;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static final Inventory INVENTORY = new Inventory(
            Map.of(),
            Map.of(
                    "staging", environment("staging", Set.of("repository", "local")),
                    "production", environment("production", Set.of("repository")),
                    "frozen", environment("frozen", Set.of())),
            Map.of(
                    "shop",
                    application("shop", "staging", "production", "frozen"),
                    "bill",
                    application("bill", "staging")));

    @ParameterizedTest
    @CsvSource({
        "shop, 1.4.2, staging, repository,",
        "shop, latest, production, repository,",
        "shop, '[1.2,2.0)', production, repository,",
        "shop, 1.5.0-SNAPSHOT, staging, local, anna/shop.zip",
        "bill, 2024.10+build_7, staging, repository,",
    })
    void a_good_request_has_no_problem(
            String application, String version, String environment, String source, String file) {
        DeployRequest request = request(application, version, environment, source, Optional.ofNullable(file));

        assertThat(Rules.check(request, INVENTORY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "shoop | 1.0 | staging | repository | - | $.application: There is no application \"shoop\"; did you mean shop?",
                "rail | 1.0 | staging | repository | - | $.application: There is no application \"rail\".",
                "shop | 1.0 | stagign | repository | - | $.environment: There is no environment \"stagign\"; did you mean staging?",
                "bill | 1.0 | production | repository | - | $.environment: bill is not deployed to production, only to staging.",
                "shop | 1.0 | production | local | a.zip | $.source: rule \"sources\": production takes no local releases, only repository.",
                "shop | 1.0 | frozen | repository | - | $.source: rule \"sources\": frozen takes no repository releases, only none.",
                "shop | 1.0 | staging | ftp | - | $.source: \"ftp\" must be repository or local.",
                "shop | 1.0 | staging | local | - | $.file: A local release needs a file: the path of its zip below the "
                        + "folder for uploads.",
                "shop | (,2.0] | staging | local | a.zip | $.version: A local release needs an exact version; \"(,2.0]\" is "
                        + "looked up in a repository.",
                "shop | latest | staging | local | a.zip | $.version: A local release needs an exact version; \"latest\" is "
                        + "looked up in a repository.",
                "shop | 1.0 | staging | repository | a.zip | $.file: A release from the repository has no file; write "
                        + "\"source\": \"local\" to deploy one.",
            })
    void a_broken_rule_is_told_in_a_sentence(
            String application, String version, String environment, String source, String file, String problem) {
        DeployRequest request = request(application, version, environment, source, Optional.ofNullable(file));

        assertThat(Rules.check(request, INVENTORY))
                .extracting(Problem::toString)
                .containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "previous | repository | - | -",
                "1.0 | repository | - | -",
                "[1,2) | repository | - | $.version: A rollback goes to \"previous\" or to an exact version, not to \"[1,2)\".",
                "latest | repository | - | $.version: A rollback goes to \"previous\" or to an exact version, not to \"latest\".",
                "1.0 | local | - | $.source: A rollback goes to a release that was there before; leave source and file out.",
                "1.0 | repository | a.zip | $.file: A rollback goes to a release that was there before; leave source and "
                        + "file out.",
            })
    void a_rollback_has_rules_of_its_own(String version, String source, String file, String problem) {
        DeployRequest deploy = request("shop", version, "production", source, Optional.ofNullable(file));
        DeployRequest rollback = new DeployRequest(
                deploy.id(),
                deploy.application(),
                deploy.version(),
                deploy.environment(),
                deploy.source(),
                deploy.file(),
                deploy.requestedBy(),
                deploy.issues(),
                deploy.comment(),
                false,
                DeployRequest.Kind.ROLLBACK,
                false,
                Optional.empty());

        assertThat(Rules.check(rollback, INVENTORY))
                .extracting(Problem::toString)
                .containsExactlyElementsOf(Optional.ofNullable(problem).stream().toList());
    }

    @Test
    void previous_is_no_version_to_deploy() {
        DeployRequest request = request("shop", "previous", "production", "repository", Optional.empty());

        assertThat(Rules.check(request, INVENTORY))
                .extracting(Problem::toString)
                .containsExactly(
                        "$.version: \"previous\" is for rollbacks; write \"action\": \"rollback\" to roll back.");
    }

    @Test
    void every_broken_rule_is_told_at_once() {
        DeployRequest request = new DeployRequest(
                "a b",
                "sh;op",
                "1..2",
                "/staging",
                "local",
                Optional.of("../shop.zip"),
                Optional.of("anna\n"),
                List.of("SHOP-1", "shop-2", "SHOP-03"),
                Optional.of("x".repeat(1001)),
                false);

        assertThat(Rules.check(request, INVENTORY))
                .extracting(Problem::path)
                .containsExactly(
                        "$.id",
                        "$.application",
                        "$.version",
                        "$.environment",
                        "$.file",
                        "$.requestedBy",
                        "$.comment",
                        "$.issues[1]",
                        "$.issues[2]");
    }

    @Test
    void a_value_is_shown_short_and_harmless() {
        DeployRequest request =
                request("shop", "1\u001b[2J" + "x".repeat(10_000), "staging", "repository", Optional.empty());

        assertThat(Rules.check(request, INVENTORY))
                .singleElement()
                .extracting(Problem::reason)
                .asString()
                .startsWith("\"1<U+001B>[2Jxxx")
                .hasSizeLessThan(250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "-rf", "a b", "a/b", "a\n", "a;b", "a$b", "ѕhop", "1..2", "\u0000"})
    void none_of_these_is_a_version(String text) {
        assertThat(Form.VERSION.fits(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "a\\b", "a b", "-a", "~/a", "a\n"})
    void none_of_these_is_a_file(String text) {
        assertThat(Form.FILE.fits(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "anna/shop-1.5.0.zip", "a/b/c_d+e.zip"})
    void these_are_files(String text) {
        assertThat(Form.FILE.fits(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "Bjørn Ødegård", "李", "👩\u200d🔧"})
    void people_may_be_called_as_they_are(String text) {
        assertThat(Form.PERSON.fits(text)).isTrue();
    }

    @Test
    void a_jms_message_id_is_an_id() {
        assertThat(Form.ID.fits("ID:ci-1.example.org-40123-1700000000000-5:1:1:1:1"))
                .isTrue();
    }

    @Test
    void a_long_text_does_not_exhaust_the_stack() {
        assertThat(Stream.of(Form.values())).noneMatch(form -> form.fits("a/".repeat(100_000)));
    }

    private static DeployRequest request(
            String application, String version, String environment, String source, Optional<String> file) {
        return new DeployRequest(
                "build-1",
                application,
                version,
                environment,
                source,
                file,
                Optional.of("anna"),
                List.of("SHOP-1"),
                Optional.of("fixes the basket"),
                false);
    }

    private static Environment environment(String name, Set<String> sources) {
        return new Environment(name, List.of(), List.of(), List.of(), sources, List.of());
    }

    private static Application application(String name, String... environments) {
        return new Application(
                name,
                new Artifact("releases", "org.example", name, "zip", Optional.empty()),
                name,
                9101,
                "512m",
                false,
                "true",
                Optional.empty(),
                Control.itas(),
                3,
                Optional.empty(),
                Stream.of(environments)
                        .collect(Collectors.toMap(
                                environment -> environment, environment -> new Placement("main", Set.of()))));
    }
}
