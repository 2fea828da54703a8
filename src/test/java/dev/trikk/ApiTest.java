package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.ledger.Deployment;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over HTTP. Every answer here is held against the contract. */
class ApiTest extends ApiCase {
    @Test
    void the_document_that_is_served_is_the_one_in_the_project() throws Exception {
        Reply served = get("/api/openapi.yaml", "");

        assertThat(served.raw().body()).isEqualTo(Files.readString(Path.of("config/openapi.yaml")));
    }

    @Test
    void the_page_names_every_operation_and_runs_no_script() throws Exception {
        Reply page = get("/api", "");

        assertThat(CONTRACT.operations())
                .allSatisfy(operation -> assertThat(page.raw().body())
                        .contains("id=\"" + operation.id() + "\"")
                        .contains(operation.node().path("summary").asText().split("[&<>\"]", 2)[0]));
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("script");
        assertThat(page.raw().body()).doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/api/deployments",
                "/api/applications",
                "/api/environments",
                "/api/servers",
                "/api/pools",
                "/api/stages",
                "/api/alarms",
                "/api/names",
                "/api/trains"
            })
    void whoever_may_look_sees_everything(String path) throws Exception {
        Reply answer = get(path, viewer);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).containsAnyOf("no-store", "no-cache");
    }

    @Test
    void a_deployment_is_shown_with_its_plan_its_log_and_its_reason() throws Exception {
        post(request("shown-1"), "-H", LOGIN);
        String id = ended("shown-1");

        JsonNode shown = get("/api/deployments/" + id, viewer).json();
        assertThat(shown.get("ending").asText()).isEqualTo("failed");
        assertThat(shown.get("plan").get(0).get("state").asText()).isEqualTo("failed");
        assertThat(shown.get("results")).isNotEmpty();
        JsonNode log =
                get("/api/deployments/" + id + "/log?server=test1", viewer).json();
        assertThat(log.get("entries"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.get("server").asText()).isEqualTo("test1"));
        Reply wrong = get("/api/deployments/" + id + "/log?server=tset1", viewer);
        assertThat(wrong.detail()).contains("did you mean test1?");
        assertThat(get("/api/deployments/" + id + "/why", viewer)
                        .json()
                        .get("says")
                        .asText())
                .contains("has ended: FAILED");
    }

    @Test
    void pages_follow_each_other_until_the_oldest() throws Exception {
        for (int i = 0; i < 3; i++) {
            post(request("page-" + i), "-H", LOGIN);
            ended("page-" + i);
        }
        List<String> all = ids(get("/api/deployments?limit=200", viewer).json());

        List<String> paged = new ArrayList<>();
        String path = "/api/deployments?limit=2";
        while (!path.isEmpty()) {
            Reply page = get(path, viewer);
            paged.addAll(ids(page.json()));
            assertThat(page.json().get("items").size()).isBetween(1, 2);
            path = page.header("Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
        }

        assertThat(paged).isEqualTo(all).doesNotHaveDuplicates();
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws Exception {
        Reply first = get("/api/names", viewer);

        Reply again = get("/api/names", viewer, "If-None-Match", first.header("ETag"));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.raw().body()).isEmpty();
        assertThat(get("/api/names", viewer, "If-None-Match", "\"another\"").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/deployments?limit=0, limit",
        "/api/deployments?limit=many, limit",
        "/api/deployments?state=lost, state",
        "/api/deployments?aplication=shop, aplication",
        "/api/deployments?limit=2&limit=3, limit",
        "/api/deployments/no%20id, id",
        "/api/audit?before=x, before"
    })
    void what_the_contract_does_not_know_is_refused_with_its_name(String path, String name) throws Exception {
        Reply answer = get(path, admin);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("problems").get(0).get("path").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"command\": \"explode\"}|application/json|400",
                        "{\"command\": \"hold\", \"x\": 1}|application/json|400",
                "no JSON|application/json|400", "{\"command\": \"hold\", \"command\": \"cancel\"}|application/json|400",
                "{\"command\": \"hold\"}|text/plain|415", "''|application/json|400"
            })
    void a_body_that_is_not_as_the_contract_says_changes_nothing(String body, String type, int status)
            throws Exception {
        post(request("body-1"), "-H", LOGIN);
        String path = "/api/deployments/" + deployment("body-1").id() + "/commands";
        Curl.Answer answer = curl.call(
                path,
                "-H",
                "Authorization: Bearer " + stagingDeployer,
                "-H",
                "Content-Type: " + type,
                "--data-binary",
                body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers()).contains("application/problem+json");
    }

    @Test
    void a_body_that_is_too_long_is_refused() throws Exception {
        Reply answer =
                call("POST", "/api/plans", viewer, Optional.of("{\"comment\": \"" + "x".repeat(100_000) + "\"}"));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void two_logins_in_one_request_are_none() throws Exception {
        Curl.Answer answer =
                curl.call("/api/me", "-H", "Authorization: Bearer " + viewer, "-H", "Authorization: Bearer " + admin);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void a_plan_is_shown_with_its_scripts_and_nothing_is_done() throws Exception {
        Reply plan = call("POST", "/api/plans", viewer, Optional.of(request("planned-1")));

        assertThat(plan.status()).as(plan.raw().body()).isEqualTo(200);
        assertThat(plan.json().get("plan")).isNotEmpty();
        assertThat(plan.json().get("scripts").get(0).get("script").asText()).contains("set -eu");
        assertThat(daemon.ledger().findByRequest("planned-1")).isEmpty();
        Reply refused = call(
                "POST", "/api/plans", viewer, Optional.of(request("planned-2").replace("shop", "shpo")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("problems").toString()).contains("did you mean shop?");
    }

    @Test
    void a_request_that_was_refused_is_told_with_its_reasons() throws Exception {
        post(request("refused-1").replace("\"shop\"", "\"shpo\""), "-H", LOGIN);

        JsonNode told = await().until(() -> get("/api/requests/refused-1", viewer), answer -> answer.status() == 200)
                .json();

        assertThat(told.get("state").asText()).isEqualTo("rejected");
        assertThat(told.get("reason").asText()).contains("did you mean shop?");
    }

    @Test
    void events_are_told_from_where_the_reader_was() throws Exception {
        post(request("events-1"), "-H", LOGIN);
        String id = ended("events-1");

        List<String> all = events(id, "0", 4);
        List<String> rest = events(id, number(all.get(1)), 2);

        assertThat(all).element(0).asString().contains("ACCEPTED");
        assertThat(all).element(3).asString().contains("ENDED");
        assertThat(rest).isEqualTo(all.subList(2, 4));
    }

    @Test
    void whoever_asks_too_often_is_told_to_wait() throws Exception {
        int status = 200;
        for (int i = 0; i < 5_000 && status == 200; i++) {
            status = get("/api/me", operator).status();
        }

        assertThat(status).isEqualTo(429);
        assertThat(get("/api/me", viewer).status()).isEqualTo(200);
    }

    private static String number(String event) {
        return event.substring("id: ".length(), event.indexOf('\n'));
    }

    /** So many events of a deployment, after that one, each with its lines. */
    private static List<String> events(String deployment, String after, int count) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(curl.url("/api/events?deployment=" + deployment)))
                .header("Authorization", "Bearer " + viewer)
                .header("Last-Event-ID", after)
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> events = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            StringBuilder event = new StringBuilder();
            while (events.size() < count) {
                String line = lines.readLine();
                if (line.isEmpty()) {
                    Optional.of(event.toString())
                            .filter(text -> text.startsWith("id:"))
                            .ifPresent(events::add);
                    event.setLength(0);
                } else {
                    event.append(line).append('\n');
                }
            }
        }
        return events;
    }

    private static List<String> ids(JsonNode page) {
        return page.findValuesAsText("id");
    }

    private static String ended(String request) {
        String id = deployment(request).id();
        await().until(() ->
                daemon.ledger().find(id).flatMap(Deployment::endedAt).isPresent());
        return id;
    }
}
