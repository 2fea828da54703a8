package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests, builds and events over HTTP, sent by curl to a whole daemon. */
class HttpIntakeTest {
    private static final String TOKEN = "a token of CI that is long enough";
    private static final String OTHER = "a token of another team, long enough";
    private static final String KEY = "a key for signatures, long enough";
    private static final String GITHUB = "a secret that GitHub knows, too";
    private static final String GITLAB = "a secret that GitLab knows, too";
    private static final String LOGIN = "Authorization: Bearer " + TOKEN;
    private static final String JSON = "Content-Type: application/json";
    private static final AtomicInteger NEXT = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Site site;
    private static Wiring daemon;
    private static Curl curl;

    @BeforeAll
    static void start() throws Exception {
        site = new Site(folder);
        site.secret("http-token", TOKEN);
        site.secret("http-signing", KEY);
        site.secret("github", GITHUB);
        site.secret("gitlab", GITLAB);
        site.set("trikk.http.enabled", true)
                .set("trikk.http.port", 0)
                .set("trikk.http.token", "file:" + site.path("http-token"))
                .set("trikk.http.tokens", HexFormat.of().formatHex(sha256(OTHER.getBytes(StandardCharsets.UTF_8))))
                .set("trikk.http.signing", "file:" + site.path("http-signing"))
                .set("trikk.hooks.github.secret", "file:" + site.path("github"))
                .set("trikk.hooks.gitlab.token", "file:" + site.path("gitlab"))
                .set("trikk.hooks.applications", "acme/shop=shop")
                .set("trikk.hooks.environments", "staging")
                .set("trikk.uploads.limit", "1m")
                // the servers of the example inventory are not there
                .set("trikk.server.patience", "0s")
                .set("trikk.ssh.connectTimeout", "1s")
                .set("trikk.stop.timeout", "10s");
        daemon = new Wiring(site.settings());
        curl = new Curl("http://127.0.0.1:" + daemon.httpPort());
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void a_request_is_queued_and_its_sender_told_where_to_look() throws Exception {
        Curl.Answer answer = post(request("look-1"), "-H", LOGIN);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers()).contains("/api/requests/look-1").contains("application/json");
        assertThat(answer.json().get("id").asText()).isEqualTo("look-1");
        String deployment = deployment("look-1").id();
        Curl.Answer look = curl.call("/api/requests/look-1", "-H", LOGIN);
        assertThat(look.json().get("deployment").asText()).isEqualTo(deployment);
    }

    @Test
    void the_same_request_twice_is_one_deployment() throws Exception {
        String body = "{\"application\": \"shop\", \"version\": \"1.5.0\", \"environment\": \"staging\","
                + " \"source\": \"local\", \"file\": \"shop.zip\"}";
        post(body, "-H", LOGIN, "-H", "Idempotency-Key: \"twice-1\"");
        String first = deployment("twice-1").id();

        Curl.Answer again = post(body, "-H", LOGIN, "-H", "Idempotency-Key: twice-1");
        post(request("after-twice"), "-H", LOGIN);

        assertThat(again.status()).isEqualTo(202);
        deployment("after-twice");
        assertThat(deployment("twice-1").id()).isEqualTo(first);
    }

    @Test
    void a_request_without_an_id_gets_one() throws Exception {
        Curl.Answer answer = post(Site.DRY_RUN, "-H", LOGIN);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("id").asText()).hasSize(36);
    }

    @Test
    void a_token_of_which_only_the_digest_is_known_is_let_in() throws Exception {
        assertThat(post(Site.DRY_RUN, "-H", "Authorization: Bearer " + OTHER).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-None: 1", "Authorization: Bearer wrong", "Authorization: Basic Y2k6Y2k=", "Authorization:"})
    void a_stranger_is_not_let_in_and_told_how(String header) throws Exception {
        Curl.Answer answer = post(request("stranger-" + NEXT.incrementAndGet()), "-H", header);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers())
                .contains("application/problem+json")
                .containsIgnoringCase("www-authenticate: Bearer");
        assertThat(answer.json().get("detail").asText()).isNotEmpty();
    }

    @Test
    void a_strangers_token_in_the_query_counts_for_nothing() throws Exception {
        Curl.Answer answer =
                curl.call("/api/deployments?Authorization=Bearer%20" + TOKEN.replace(" ", "%20"), "-d", Site.DRY_RUN);

        assertThat(answer.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON|422|not JSON",
                "[]|422|object",
                "{\"application\": \"shop\"}|422|$.version",
                "{\"application\": \"shop\", \"version\": \"1\", \"environment\": \"staging\", \"versoin\": \"2\"}|422|versoin",
                "''|422|empty"
            })
    void what_is_no_request_is_refused_with_all_reasons(String body, int status, String reason) throws Exception {
        Curl.Answer answer = post(body, "-H", LOGIN);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void a_request_that_is_too_long_is_refused() throws Exception {
        Path big = site.write("big.json", "{\"comment\": \"" + "x".repeat(100_000) + "\"}");

        Curl.Answer answer = curl.call("/api/deployments", "-H", LOGIN, "--data-binary", "@" + big);
        Curl.Answer chunked = curl.call(
                "/api/deployments", "-H", LOGIN, "-H", "Transfer-Encoding: chunked", "--data-binary", "@" + big);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    void bytes_that_are_no_text_are_refused() throws Exception {
        Path bytes = site.path("bytes");
        Files.write(bytes, new byte[] {'"', (byte) 0xff, '"'});

        Curl.Answer answer = curl.call("/api/deployments", "-H", LOGIN, "--data-binary", "@" + bytes);

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key: another", "Idempotency-Key: not/one", "Idempotency-Key: \"\""})
    void a_key_that_cannot_be_the_requests_id_is_refused(String header) throws Exception {
        assertThat(post(request("own-id"), "-H", LOGIN, "-H", header).status()).isEqualTo(400);
    }

    @Test
    void no_header_of_the_sender_reaches_the_message() throws Exception {
        post(
                "{\"application\": \"none\", \"version\": \"1\", \"environment\": \"staging\"}",
                "-H",
                LOGIN,
                "-H",
                "TrikkNext: fetch",
                "-H",
                "JMSReplyTo: trikk.fetch",
                "-H",
                "AMQ_SCHEDULED_DELAY: 3600000",
                "-H",
                "X-Mine: secret of mine");

        try (BrokerClient trikk = BrokerClient.daemon(daemon.brokerUrl("openwire"))) {
            var rejected = trikk.take("trikk.rejected");
            Enumeration<?> names = rejected.getPropertyNames();
            assertThat(Collections.list(names).toString())
                    .doesNotContain("Mine", "Authorization", "AMQ_SCHEDULED_DELAY");
        }
    }

    @Test
    void a_signed_request_is_let_in_and_its_webhook_id_is_its_id() throws Exception {
        String body = request("").replace("\"id\": \"\", ", "");

        Curl.Answer answer = signed(body, "signed-1", Instant.now().getEpochSecond(), KEY);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(deployment("signed-1").request().application()).isEqualTo("shop");
    }

    @Test
    void a_request_with_a_wrong_or_an_old_signature_is_refused() throws Exception {
        long now = Instant.now().getEpochSecond();

        assertThat(signed(request("s-2"), "s-2", now, "another key").status()).isEqualTo(401);
        assertThat(signed(request("s-3"), "s-3", now - 400, KEY).status()).isEqualTo(401);
    }

    @Test
    void a_signed_request_cannot_be_given_another_id_by_a_header_that_is_not_signed() throws Exception {
        String body = Site.DRY_RUN;
        long now = Instant.now().getEpochSecond();

        Curl.Answer answer = post(
                body,
                "-H",
                "webhook-id: s-4",
                "-H",
                "webhook-timestamp: " + now,
                "-H",
                "webhook-signature: v1," + Base64.getEncoder().encodeToString(hmac(KEY, "s-4." + now + "." + body)),
                "-H",
                "Idempotency-Key: s-5");

        assertThat(answer.status()).isEqualTo(400);
    }

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
        String body =
                """
                {"object_kind": "deployment", "status": "running", "deployment_id": 15, "environment": "staging",
                 "ref": "v1.4.2", "project": {"path_with_namespace": "acme/shop"}}
                """;

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

    @Test
    void a_build_is_sent_and_then_deployed_by_the_name_it_was_given() throws Exception {
        Path zip = site.path("uploads/shop.zip");
        String digest = HexFormat.of().formatHex(sha256(Files.readAllBytes(zip)));

        Curl.Answer sent = curl.call(
                "/api/builds/shop-1.6.0.zip", "-H", LOGIN, "-H", "X-Checksum-Sha256: " + digest, "-T", zip.toString());
        String file = sent.json().get("file").asText();
        post(
                "{\"id\": \"built\", \"application\": \"shop\", \"version\": \"1.6.0\", \"environment\": \"staging\","
                        + " \"source\": \"local\", \"file\": \"" + file + "\"}",
                "-H",
                LOGIN);

        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(deployment("built").plan().release().checksum().hex()).isEqualTo(digest);
    }

    @Test
    void a_build_that_came_otherwise_than_promised_is_refused() throws Exception {
        Curl.Answer answer = curl.call(
                "/api/builds/shop.zip",
                "-H",
                LOGIN,
                "-H",
                "Repr-Digest: sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "-T",
                site.path("uploads/shop.zip").toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("detail").asText()).contains("SHA-256", "send it again");
    }

    @Test
    void a_build_without_a_digest_or_a_token_or_with_a_bad_name_is_refused() throws Exception {
        String zip = site.path("uploads/shop.zip").toString();
        String digest = "X-Checksum-Sha256: " + "0".repeat(64);

        assertThat(curl.call("/api/builds/shop.zip", "-H", LOGIN, "-T", zip).status())
                .isEqualTo(400);
        assertThat(curl.call("/api/builds/shop.zip", "-H", digest, "-T", zip).status())
                .isEqualTo(401);
        assertThat(curl.call("/api/builds/shop.war", "-H", LOGIN, "-H", digest, "-T", zip)
                        .status())
                .isEqualTo(422);
        assertThat(curl.call("/api/builds/..%2fshop.zip", "-H", LOGIN, "-H", digest, "-T", zip)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_build_that_is_too_long_is_refused_and_leaves_nothing() throws Exception {
        Path big = site.path("big.zip");
        try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
            file.setLength(3 << 20);
        }
        String digest = "X-Checksum-Sha256: " + "0".repeat(64);

        Curl.Answer announced = curl.call("/api/builds/big.zip", "-H", LOGIN, "-H", digest, "-T", big.toString());
        Curl.Answer chunked = curl.call(
                "/api/builds/big.zip",
                "-H",
                LOGIN,
                "-H",
                digest,
                "-H",
                "Transfer-Encoding: chunked",
                "-T",
                big.toString());

        assertThat(announced.status()).isEqualTo(413);
        assertThat(chunked.status()).isEqualTo(413);
        try (var left = Files.walk(site.path("uploads"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void a_connection_can_be_used_again_after_a_refusal() throws Exception {
        String body = "x".repeat(60_000);

        Curl.Answer answer = curl.call(
                "/api/requests/none",
                "-o",
                "/dev/null",
                "-d",
                body,
                curl.url("/api/deployments"),
                "--next",
                "--silent",
                "--include",
                "--max-time",
                "30",
                "-H",
                LOGIN);

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void another_method_or_path_is_not_there() throws Exception {
        assertThat(curl.call("/api/deployments", "-H", LOGIN).status()).isEqualTo(405);
        assertThat(curl.call("/", "-H", LOGIN).status()).isEqualTo(404);
        assertThat(curl.call("/api/requests/nothing", "-H", LOGIN).status()).isEqualTo(404);
        assertThat(curl.call("/api/requests/nothing").status()).isEqualTo(401);
    }

    private static Curl.Answer post(String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 0, headers.length);
        System.arraycopy(new String[] {"-H", JSON, "--data-binary", body}, 0, all, headers.length, 4);
        return curl.call("/api/deployments", all);
    }

    private static Curl.Answer signed(String body, String id, long time, String key) throws Exception {
        byte[] signature = hmac(key, id + "." + time + "." + body);
        return post(
                body,
                "-H",
                "webhook-id: " + id,
                "-H",
                "webhook-timestamp: " + time,
                "-H",
                "webhook-signature: v1," + Base64.getEncoder().encodeToString(signature));
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

    private static String request(String id) {
        return "{\"id\": \"" + id
                + "\", \"application\": \"shop\", \"version\": \"1.5.0\", \"environment\": \"staging\","
                + " \"source\": \"local\", \"file\": \"shop.zip\"}";
    }

    private static Deployment deployment(String request) {
        return Awaitility.await()
                .atMost(BrokerClient.PATIENCE)
                .until(() -> daemon.ledger().findByRequest(request), Optional::isPresent)
                .orElseThrow();
    }

    private static byte[] hmac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
