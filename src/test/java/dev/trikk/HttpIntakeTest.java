package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over HTTP. */
class HttpIntakeTest extends HttpIntakeCase {
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
        assertThat(curl.call("/api/deployments", "-X", "PUT", "-H", LOGIN).status())
                .isEqualTo(405);
        assertThat(curl.call("/", "-H", LOGIN).status()).isEqualTo(404);
        assertThat(curl.call("/api/requests/nothing", "-H", LOGIN).status()).isEqualTo(404);
        assertThat(curl.call("/api/requests/nothing").status()).isEqualTo(401);
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
}
