package dev.trikk.inventory.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trikk.inventory.BadInventory;
import dev.trikk.inventory.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryReaderTest {
    private static final String REST =
            """

            environments:
              staging:
                servers: { one: { address: one.example.org } }
                pools: { main: { pairs: { first: { server: one } } } }
            applications:
              shop:
                artifact: org.example:shop
                repository: r
                jmxPort: 9101
                xmx: 1g
                environments: { staging: { pool: main } }
            """;

    @Test
    void a_repository_may_want_a_login_and_have_a_certificate_of_its_own() {
        Repository repository =
                read("type: artifactory, url: 'https://a.example.org/artifactory/libs/', apiKey: env:KEY,"
                        + " trust: /etc/ca.pem");

        assertThat(repository.type()).isEqualTo(Repository.Type.ARTIFACTORY);
        assertThat(repository.access()).isEqualTo(Map.of("apiKey", "env:KEY", "trust", "/etc/ca.pem"));
        assertThat(repository.hasLogin()).isTrue();
        assertThat(repository.trust()).contains(Path.of("/etc/ca.pem"));
    }

    @Test
    void without_a_login_it_is_of_plain_files_for_everybody() {
        Repository repository = read("url: 'https://a.example.org'");

        assertThat(repository.type()).isEqualTo(Repository.Type.MAVEN);
        assertThat(repository.hasLogin()).isFalse();
        assertThat(read("url: 'https://a.example.org', trust: /etc/ca.pem").hasLogin())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: 'https://a.no/m', user: trikk | user and password belong together.",
                "url: 'https://a.no/m', password: env:P | user and password belong together.",
                "url: 'https://a.no/m', user: trikk, password: env:P, token: env:T | There must be one login, not user and token.",
                "url: 'https://a.no/m', apiKey: env:K | apiKey is for the type artifactory.",
                "type: nexus, url: 'https://a.no/releases' | url of a nexus must end in /repository/NAME.",
                "type: nexus, url: 'https://a.no/repository/' | url of a nexus must end in /repository/NAME.",
                "type: artifactory, url: 'https://a.no/' | url of an artifactory must end in the key of the repository: "
                        + "/artifactory/KEY.",
                "type: archiva, url: 'https://a.no/m' | type must be maven or artifactory or nexus.",
            })
    void what_makes_no_sense_is_told(String repository, String sentence) {
        assertThat(problems(repository)).singleElement().asString().endsWith(": " + sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hemmelig", "4711", "'hemmelig 4711'"})
    void a_secret_in_place_of_a_reference_is_refused_and_not_shown(String secret) {
        assertThat(problems("url: 'https://a.no/m', token: " + secret))
                .singleElement()
                .asString()
                .matches("inventory.yaml:2:\\d+: token must be where the secret is: env:NAME or file:/path\\.");
    }

    private static Repository read(String repository) {
        return YamlInventory.read(text(repository), "inventory.yaml")
                .repositories()
                .get("r");
    }

    private static List<String> problems(String repository) {
        return catchThrowableOfType(BadInventory.class, () -> YamlInventory.read(text(repository), "inventory.yaml"))
                .problems();
    }

    private static String text(String repository) {
        return "repositories:\n  r: { " + repository + " }" + REST;
    }
}
