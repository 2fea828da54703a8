package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of a GitLab that signs them. */
class GitlabSignatureTest {
    private static final String TOKEN = "a secret that GitLab knows, too";

    @TempDir
    Path folder;

    @Test
    void a_gitlab_that_signs_is_let_in_by_its_signature_and_not_by_its_token() throws Exception {
        Site signing = new Site(folder);
        String key = Base64.getEncoder().encodeToString("a key that GitLab has made".getBytes(StandardCharsets.UTF_8));
        signing.secret("signing", "whsec_" + key);
        signing.secret("token", TOKEN);
        signing.set("trikk.http.enabled", true)
                .set("trikk.http.port", 0)
                .set("trikk.hooks.gitlab.signing", "file:" + signing.path("signing"))
                .set("trikk.hooks.gitlab.token", "file:" + signing.path("token"))
                .set("trikk.hooks.applications", "acme/shop=shop")
                .set("trikk.hooks.environments", "staging");
        String body = HttpHooksTest.gitlabDeployment(16);
        long now = Instant.now().getEpochSecond();
        String signature = Base64.getEncoder()
                .encodeToString(HttpIntakeCase.hmac("a key that GitLab has made", "e-1." + now + "." + body));

        try (Wiring other = new Wiring(signing.settings())) {
            Curl gitlab = new Curl("http://127.0.0.1:" + other.httpPort());
            String[] signed = {
                "-H",
                HttpIntakeCase.JSON,
                "-d",
                body,
                "-H",
                "webhook-id: e-1",
                "-H",
                "webhook-timestamp: " + now,
                "-H",
                "webhook-signature: v1," + signature
            };
            assertThat(gitlab.call("/api/hooks/gitlab", signed).status()).isEqualTo(202);
            assertThat(gitlab.call(
                                    "/api/hooks/gitlab",
                                    "-H",
                                    "X-Gitlab-Token: " + TOKEN,
                                    "-H",
                                    HttpIntakeCase.JSON,
                                    "-d",
                                    body)
                            .status())
                    .isEqualTo(401);
        }
    }
}
