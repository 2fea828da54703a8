package dev.trikk.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.trikk.api.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HooksTest {
    private static final Hooks HOOKS =
            new Hooks(Map.of("acme/shop", "shop"), Set.of("staging"), Optional.of("staging"));

    @Test
    void a_deployment_that_is_created_at_github_asks_for_one() {
        assertThat(asked(HOOKS.github("deployment", githubDeployment("acme/shop", "staging"))))
                .containsOnly(
                        entry("id", "github-deployment-145988746"),
                        entry("application", "shop"),
                        entry("version", "1.4.2"),
                        entry("environment", "staging"),
                        entry("requestedBy", "anna"),
                        entry("comment", "the basket"));
    }

    @Test
    void a_version_in_the_payload_of_the_deployment_counts_more_than_its_ref() {
        Payload payload = new Payload(Map.of(
                "action", "created",
                "repository", Map.of("full_name", "acme/shop"),
                "deployment",
                        Map.of("id", 1, "environment", "staging", "ref", "main", "payload", Map.of("version", "2.0"))));

        assertThat(asked(HOOKS.github("deployment", payload))).containsEntry("version", "2.0");
    }

    @ParameterizedTest
    @CsvSource({"v1.4.2,1.4.2", "1.4.2,1.4.2", "refs/tags/v1.4.2,1.4.2", "valhalla,valhalla"})
    void a_release_that_is_published_at_github_goes_where_releases_go(String tag, String version) {
        Payload payload = new Payload(Map.of(
                "action", "published",
                "repository", Map.of("full_name", "acme/shop"),
                "release", Map.of("id", 42L, "tag_name", tag)));

        assertThat(asked(HOOKS.github("release", payload)))
                .containsOnly(
                        entry("id", "github-release-42"),
                        entry("application", "shop"),
                        entry("version", version),
                        entry("environment", "staging"));
    }

    @Test
    void a_deployment_that_begins_at_gitlab_asks_for_one() {
        assertThat(asked(HOOKS.gitlab(gitlabDeployment("running"))))
                .containsOnly(
                        entry("id", "gitlab-deployment-15"),
                        entry("application", "shop"),
                        entry("version", "1.4.2"),
                        entry("environment", "staging"),
                        entry("requestedBy", "anna"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "failed", "canceled"})
    void how_a_deployment_ended_at_gitlab_asks_for_nothing(String status) {
        assertThat(HOOKS.gitlab(gitlabDeployment(status))).isInstanceOf(Hooks.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({"true,success,true", "true,failed,false", "false,success,false", "true,running,false"})
    void the_pipeline_of_a_tag_asks_for_a_deployment_when_it_has_succeeded(boolean tag, String status, boolean asks) {
        Payload payload = new Payload(Map.of(
                "object_kind", "pipeline",
                "object_attributes", Map.of("id", 31, "ref", "v3.0", "tag", tag, "status", status),
                "project", Map.of("path_with_namespace", "acme/shop")));

        assertThat(HOOKS.gitlab(payload) instanceof Hooks.Asks).isEqualTo(asks);
    }

    @ParameterizedTest
    @CsvSource({"create,true", "update,false", "delete,false"})
    void a_release_that_is_created_at_gitlab_goes_where_releases_go(String action, boolean asks) {
        Payload payload = new Payload(Map.of(
                "object_kind",
                "release",
                "id",
                7,
                "tag",
                "v1.1",
                "action",
                action,
                "project",
                Map.of("path_with_namespace", "acme/shop")));

        assertThat(HOOKS.gitlab(payload) instanceof Hooks.Asks).isEqualTo(asks);
    }

    @Test
    void an_event_of_another_kind_is_refused_by_name() {
        assertThatThrownBy(() -> HOOKS.github("push", new Payload(Map.of())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("\"push\"")
                .hasMessageContaining("Deployments");
    }

    @Test
    void a_repository_without_an_application_is_refused() {
        assertThatThrownBy(() -> HOOKS.github("deployment", githubDeployment("acme/other", "staging")))
                .hasMessageContaining("acme/other")
                .hasMessageContaining("trikk.hooks.applications");
    }

    @Test
    void an_environment_that_is_not_opened_to_events_is_refused() {
        assertThatThrownBy(() -> HOOKS.github("deployment", githubDeployment("acme/shop", "production")))
                .hasMessageContaining("production")
                .hasMessageContaining("trikk.hooks.environments");
    }

    @Test
    void without_an_environment_for_releases_they_are_refused() {
        Hooks none = new Hooks(Map.of("acme/shop", "shop"), Set.of("staging"), Optional.empty());
        Payload payload = new Payload(Map.of(
                "action", "published",
                "repository", Map.of("full_name", "acme/shop"),
                "release", Map.of("id", 42, "tag_name", "v1")));

        assertThatThrownBy(() -> none.github("release", payload)).hasMessageContaining("trikk.hooks.releases");
    }

    @Test
    void a_payload_of_another_shape_is_refused_with_what_is_missing() {
        assertThatThrownBy(() -> HOOKS.github("deployment", new Payload(Map.of("deployment", "none"))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("deployment.id");
    }

    @Test
    void what_people_wrote_that_a_request_cannot_hold_is_left_out() {
        Payload payload = new Payload(Map.of(
                "action", "published",
                "repository", Map.of("full_name", "acme/shop"),
                "release", Map.of("id", 42, "tag_name", "v1", "name", "two\nlines")));

        assertThat(asked(HOOKS.github("release", payload))).doesNotContainKey("comment");
    }

    private static Payload githubDeployment(String repository, String environment) {
        return new Payload(Map.of(
                "action", "created",
                "repository", Map.of("full_name", repository),
                "deployment",
                        Map.of(
                                "id",
                                145988746,
                                "ref",
                                "v1.4.2",
                                "environment",
                                environment,
                                "description",
                                "the basket",
                                "payload",
                                Map.of(),
                                "creator",
                                Map.of("login", "anna"))));
    }

    private static Payload gitlabDeployment(String status) {
        return new Payload(Map.of(
                "object_kind",
                "deployment",
                "status",
                status,
                "deployment_id",
                15,
                "environment",
                "staging",
                "ref",
                "v1.4.2",
                "project",
                Map.of("path_with_namespace", "acme/shop"),
                "user",
                Map.of("username", "anna")));
    }

    private static Map<String, String> asked(Hooks.Meaning meaning) {
        return ((Hooks.Asks) meaning).request();
    }
}
