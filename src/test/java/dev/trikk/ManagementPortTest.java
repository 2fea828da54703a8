package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a running daemon tells on its management port, asked over real HTTP. */
class ManagementPortTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String READ_STAGE = "{\"type\":\"read\",\"mbean\":\"dev.trikk:type=Stage,name=rotate\"}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static int port;
    private static Wiring daemon;

    @BeforeAll
    static void start() throws IOException {
        port = freePort();
        Site site = new Site(folder)
                .set("trikk.management.port", port)
                .set("trikk.management.jolokia.user", "olga")
                .set("trikk.management.jolokia.password", "file:" + folder.resolve("jolokia-password"));
        site.secret("jolokia-password", "olga's password");
        daemon = new Wiring(site.settings());
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void a_daemon_that_runs_lives_and_is_ready_with_a_line_for_each_check() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/health/ready");

        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
        JsonNode answer = new ObjectMapper().readTree(ready.body());
        assertThat(answer.path("status").textValue()).isEqualTo("UP");
        assertThat(answer.path("checks"))
                .extracting(check -> check.path("name").textValue())
                .containsExactlyInAnyOrder("context", "ledger", "broker", "accept", "store");
        assertThat(ready.body()).contains("the broker's store is ", "takes requests");
    }

    @Test
    void a_daemon_that_takes_no_requests_lives_and_is_not_ready_and_says_why() throws Exception {
        daemon.stages().pause("accept", "anna", "the weekend");

        await().atMost(LONG).untilAsserted(() -> assertThat(get("/health/ready").body())
                .contains("accept is paused by anna", ": the weekend; trikk stages resume accept"));
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);

        daemon.stages().resume("accept", "anna");
        await().atMost(LONG).until(() -> get("/health/ready").statusCode() == 200);
    }

    @Test
    void what_is_scraped_is_documented() throws Exception {
        Set<String> documented = documented();

        await().atMost(LONG).until(() -> get("/metrics").body().contains("trikk_queue_messages{"));
        Set<String> scraped = names(get("/metrics").body());

        assertThat(documented).containsAll(scraped);
        assertThat(scraped)
                .contains(
                        "trikk_requests_total",
                        "trikk_queue_messages",
                        "trikk_notice_lag_seconds",
                        "trikk_stage_paused",
                        "trikk_ssh_sessions",
                        "trikk_outbox_events",
                        "trikk_deployments_under_way",
                        "trikk_broker_store_percent");
    }

    @Test
    void the_health_check_of_the_container_is_good_here() throws Exception {
        String script = Files.readAllLines(Path.of("docker-compose.yml")).stream()
                .filter(line -> line.contains("/health/live"))
                .findFirst()
                .map(line -> line.strip().substring(3, line.strip().length() - 1))
                .orElseThrow()
                .replace("8182", String.valueOf(port))
                .replace("$$", "$");

        assertThat(new ProcessBuilder("bash", "-c", script).inheritIO().start().waitFor())
                .isZero();
        assertThat(new ProcessBuilder("bash", "-c", script.replace("/live", "/nowhere"))
                        .start()
                        .waitFor())
                .isNotZero();
    }

    static Set<String> documented() throws IOException {
        String text = Files.readString(Path.of("docs/operations.md"));
        String table = text.substring(text.indexOf("## Metrics"));
        return Pattern.compile("(?m)^\\| `(trikk_\\w+)`")
                .matcher(table)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a timer, the documents name the count. */
    static Set<String> names(String scrape) {
        return Pattern.compile("(?m)^(trikk_[a-z_]+)")
                .matcher(scrape)
                .results()
                .map(match -> match.group(1).replaceAll("_(sum|max)$", "_count"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void an_operator_reads_a_stage_and_pauses_it() throws Exception {
        assertThat(value(post(READ_STAGE, "olga:olga's password")).path("State").textValue())
                .isEqualTo("OPEN");

        JsonNode said =
                value(post(exec("dev.trikk:type=Stage,name=rotate", "pause", "\"a test\""), "olga:olga's password"));

        assertThat(said.textValue()).startsWith("rotate takes no more messages");
        JsonNode paused = value(post(READ_STAGE, "olga:olga's password"));
        assertThat(paused.path("State").textValue()).isEqualTo("CLOSED");
        assertThat(paused.path("PausedBy").textValue()).contains("paused by JMX", "a test");
        assertThat(value(post(exec("dev.trikk:type=Stage,name=rotate", "resume", ""), "olga:olga's password"))
                        .textValue())
                .startsWith("rotate takes messages again");
    }

    @Test
    void an_operator_reads_pools_lanes_and_the_state_of_routes() throws Exception {
        assertThat(value(post(read("dev.trikk:type=Pool,*", null), "olga:olga's password")))
                .isNotEmpty();
        assertThat(value(post(read("dev.trikk:type=Lane,*", null), "olga:olga's password")))
                .isNotEmpty();
        assertThat(value(post(
                                read("org.apache.camel:context=trikk,type=routes,name=\\\"rotate\\\"", "State"),
                                "olga:olga's password"))
                        .textValue())
                .isEqualTo("Started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "olga:", "olga:guessed", "trikk:olga's password", ":"})
    void whoever_does_not_know_user_and_password_is_not_let_in(String login) throws Exception {
        HttpResponse<String> answer = post(READ_STAGE, login);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("OPEN");
        assertThat(get("/jolokia").statusCode()).isEqualTo(401);
        assertThat(get("/jolokia/version").statusCode()).isEqualTo(401);
        assertThat(get("/JOLOKIA/version").statusCode()).isEqualTo(404);
        assertThat(get("//jolokia/version").statusCode()).isIn(401, 404);
        assertThat(get("/x/../jolokia/version").statusCode()).isIn(401, 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read  | java.lang:type=Runtime                                        | SystemProperties",
                "read  | java.lang:*                                                   | SystemProperties",
                "read  | *:*                                                           | SystemProperties",
                "read  | org.apache.activemq:type=Broker,brokerName=trikk              | BrokerId",
                "read  | org.apache.camel:context=trikk,type=routes,name=\\\"rotate\\\" | EndpointUri",
                "write | dev.trikk:type=Stage,name=rotate                              | State",
                "exec  | org.apache.camel:context=trikk,type=routes,name=\\\"rotate\\\" | stop()",
                "exec  | org.apache.camel:context=trikk,type=context,name=\\\"trikk\\\" | stop()",
                "exec  | java.lang:type=Memory                                         | gc",
                "exec  | JMImplementation:type=MBeanServerDelegate                     | toString",
                "list  | dev.trikk:type=Stage,name=rotate                              | x",
                "search| *:*                                                           | x",
            })
    void whatever_is_not_on_the_list_is_refused(String type, String bean, String what) throws Exception {
        String member = type.equals("exec") ? "operation" : "attribute";
        HttpResponse<String> answer = post(
                "{\"type\":\"%s\",\"mbean\":\"%s\",\"%s\":\"%s\",\"value\":\"x\",\"arguments\":[]}"
                        .formatted(type, bean, member, what),
                "olga:olga's password");

        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.path("status").intValue()).as(answer.body()).isIn(400, 403);
        assertThat(json.has("value")).isFalse();
    }

    @Test
    void an_operation_that_an_address_alone_would_call_is_refused() throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                request("/jolokia/exec/dev.trikk:type=Stage,name=rotate/pause/x", "olga:olga's password")
                        .GET()
                        .build(),
                BodyHandlers.ofString());

        assertThat(new ObjectMapper().readTree(answer.body()).path("status").intValue())
                .as(answer.body())
                .isEqualTo(403);
        assertThat(daemon.stages().resume("rotate", "anna").says()).isEqualTo("rotate is not paused.");
    }

    @Test
    void a_page_of_another_origin_is_refused() throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                request("/jolokia", "olga:olga's password")
                        .header("Origin", "https://evil.example.org")
                        .POST(BodyPublishers.ofString(READ_STAGE))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).doesNotContain("OPEN");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    /** Where the part of Jolokia that asks others is missing, what a request says of a target leads nowhere. */
    @Test
    void it_leads_to_no_other_process() {
        assertThatThrownBy(() -> Class.forName("org.jolokia.service.jsr160.Jsr160RequestHandler"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    private static String read(String bean, String attribute) {
        return "{\"type\":\"read\",\"mbean\":\"" + bean + "\""
                + (attribute == null ? "" : ",\"attribute\":\"" + attribute + "\"") + "}";
    }

    private static String exec(String bean, String operation, String arguments) {
        return "{\"type\":\"exec\",\"mbean\":\"%s\",\"operation\":\"%s\",\"arguments\":[%s]}"
                .formatted(bean, operation, arguments);
    }

    private static JsonNode value(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.path("status").intValue()).as(answer.body()).isEqualTo(200);
        return json.path("value");
    }

    private static HttpResponse<String> get(String path) {
        try {
            return CLIENT.send(request(path, "").GET().build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> post(String body, String login) throws Exception {
        return CLIENT.send(
                request("/jolokia", login).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return login.isEmpty()
                ? request
                : request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
