package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Events of code hosts over HTTP. */
class HttpHooksTest extends HttpIntakeCase {
    @Test
    void a_deployment_at_github_becomes_one_here_however_often_it_is_told() throws Exception {
        String body = githubDeployment(4711, "staging");

        Curl.Answer first = github(body, "deployment", GITHUB);
        String id = first.json().get("id").asText();
        Curl.Answer second = github(body, "deployment", GITHUB);

        assertThat(first.status()).as(first.body()).isEqualTo(202);
        assertThat(id).isEqualTo("github-deployment-4711");
        assertThat(second.json().get("id").asText()).isEqualTo(id);
    }

    @Test
    void what_github_did_not_sign_or_nothing_can_be_made_of_is_refused() throws Exception {
        String body = githubDeployment(4712, "staging");

        assertThat(github(body, "deployment", "another secret").status()).isEqualTo(401);
        assertThat(github(githubDeployment(4713, "production"), "deployment", GITHUB)
                        .status())
                .isEqualTo(422);
        assertThat(github("{}", "push", GITHUB).body()).contains("push");
        assertThat(github("{\"zen\": \"be\"}", "ping", GITHUB).status()).isEqualTo(200);
        assertThat(github("[]", "deployment", GITHUB).status()).isEqualTo(400);
    }

    @Test
    void a_deployment_at_gitlab_becomes_one_here() throws Exception {
        String body = gitlabDeployment(15);

        Curl.Answer answer = curl.call("/api/hooks/gitlab", "-H", "X-Gitlab-Token: " + GITLAB, "-d", body, "-H", JSON);
        Curl.Answer ended = curl.call(
                "/api/hooks/gitlab",
                "-H",
                "X-Gitlab-Token: " + GITLAB,
                "-H",
                JSON,
                "-d",
                body.replace("running", "success"));
        Curl.Answer stranger = curl.call("/api/hooks/gitlab", "-H", "X-Gitlab-Token: none", "-H", JSON, "-d", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().get("id").asText()).isEqualTo("gitlab-deployment-15");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().get("queued").asBoolean()).isFalse();
        assertThat(stranger.status()).isEqualTo(401);
    }

    static String gitlabDeployment(int id) {
        return """
        {"object_kind": "deployment", "status": "running", "deployment_id": %d, "environment": "staging",
         "ref": "v1.4.2", "project": {"path_with_namespace": "acme/shop"}}
        """
                .formatted(id);
    }

    private static Curl.Answer github(String body, String event, String secret) throws Exception {
        return curl.call(
                "/api/hooks/github",
                "-H",
                JSON,
                "-H",
                "X-GitHub-Event: " + event,
                "-H",
                "X-Hub-Signature-256: sha256=" + HexFormat.of().formatHex(hmac(secret, body)),
                "--data-binary",
                body);
    }

    private static String githubDeployment(int id, String environment) {
        return "{\"action\": \"created\", \"repository\": {\"full_name\": \"acme/shop\"}, \"deployment\": {\"id\": "
                + id + ", \"ref\": \"v1.4.2\", \"environment\": \"" + environment + "\", \"payload\": {}}}";
    }
}
