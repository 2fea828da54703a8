package dev.trikk.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.trikk.cli.json.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever answers, or does not, the client says in a sentence what is the matter. */
class ClientTest {
    private final StubDaemon daemon = new StubDaemon();
    private final List<Duration> pauses = new ArrayList<>();
    private final Client client = client(daemon.url());

    private Client client(URI url) {
        return new Client(new Target(url, Optional.of("token"), Optional.empty()), pauses::add);
    }

    @AfterEach
    void stop() {
        daemon.close();
    }

    @Test
    void what_is_known_already_is_not_sent_again() {
        daemon.replies("GET", "/api/alarms", exchange -> {
            boolean known = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : 2);
            if (!known) {
                exchange.getResponseBody().write(new byte[] {'{', '}'});
            }
            exchange.close();
        });

        Answer first = client.get("/api/alarms", Optional.empty());
        Answer second = client.get("/api/alarms", first.etag());

        assertThat(first.isUnchanged()).isFalse();
        assertThat(second.isUnchanged()).isTrue();
    }

    @Test
    void where_nobody_listens_it_asks_whether_the_daemon_runs() throws IOException, URISyntaxException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Client nobody = client(new URI("http://127.0.0.1:" + port));

        assertThatThrownBy(() -> nobody.get("/api/me"))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("does not answer", "is the daemon running there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html;<h1>Welcome</h1>", "application/json;[1]", "application/json;{\"a\":", "text/plain;"})
    void what_is_not_the_api_is_told_apart(String answer) {
        String[] parts = answer.split(";", 2);
        daemon.replies("GET", "/api/me", exchange -> StubDaemon.send(exchange, 200, parts[0], parts[1]));

        assertThatThrownBy(() -> client.get("/api/me"))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("it is not the API of Trikk");
    }

    @ParameterizedTest
    @CsvSource({
        "401, the token is not known",
        "403, you may not",
        "404, there is no shap",
        "409, it is busy",
        "503, the broker is away"
    })
    void a_problem_is_told_in_the_words_of_the_daemon(int status, String detail) {
        daemon.replies(
                "GET",
                "/api/me",
                exchange -> StubDaemon.send(
                        exchange,
                        status,
                        "application/problem+json",
                        Tree.of(Map.of("title", "no", "status", status, "detail", detail))
                                .asJson()));

        assertThatThrownBy(() -> client.get("/api/me"))
                .isInstanceOf(Refused.class)
                .hasMessage(detail);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_proxy_that_does_not_let_us_in_is_told_apart(int status) {
        daemon.replies("GET", "/api/me", exchange -> StubDaemon.send(exchange, status, "text/html", "<h1>No</h1>"));

        assertThatThrownBy(() -> client.get("/api/me"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is there a proxy between?");
    }

    @Test
    void a_busy_daemon_is_given_the_time_it_asks_for() {
        AtomicInteger asked = new AtomicInteger();
        daemon.replies("GET", "/api/me", exchange -> {
            if (asked.incrementAndGet() < 3) {
                busy(exchange, "7");
            } else {
                StubDaemon.send(exchange, 200, "application/json", "{\"name\":\"kari\"}");
            }
        });

        assertThat(client.get("/api/me").text("name")).isEqualTo("kari");
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({"7, 3", "3600, 1"})
    void a_daemon_that_stays_busy_or_asks_for_long_is_not_waited_for(String seconds, int requests) {
        daemon.replies("GET", "/api/me", exchange -> busy(exchange, seconds));

        assertThatThrownBy(() -> client.get("/api/me"))
                .isInstanceOf(Refused.class)
                .hasMessage("too many");
        assertThat(daemon.requests()).hasSize(requests);
    }

    private static void busy(HttpExchange exchange, String seconds) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", seconds);
        StubDaemon.send(
                exchange, 429, "application/problem+json", "{\"title\":\"no\",\"status\":429,\"detail\":\"too many\"}");
    }

    @Test
    void a_part_of_an_answer_is_none_and_is_asked_for_again_where_that_is_safe() {
        daemon.replies("GET", "/api/me", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.close();
        });
        daemon.replies("POST", "/api/stages/rotate/resume", daemon.reply("GET", "/api/me"));

        assertThatThrownBy(() -> client.get("/api/me"))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("broke");
        assertThatThrownBy(() -> client.post("/api/stages/rotate/resume", null)).isInstanceOf(Unreachable.class);
        assertThat(daemon.requests("GET", "/api/me")).hasSize(3);
        assertThat(daemon.requests("POST", "/api/stages/rotate/resume")).hasSize(1);
    }

    @Test
    void who_sends_us_elsewhere_does_not_get_the_token() {
        daemon.replies("GET", "/api/me", exchange -> {
            exchange.getResponseHeaders().add("Location", daemon.url() + "/api/alarms");
            StubDaemon.send(exchange, 302, "text/html", "");
        });

        assertThatThrownBy(() -> client.get("/api/me"))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("sends us on to " + daemon.url() + "/api/alarms");
        assertThat(daemon.requests()).hasSize(1);
    }

    @Test
    void a_file_is_sent_with_its_digest(@TempDir Path folder) throws IOException {
        Path zip = Files.writeString(folder.resolve("shop.zip"), "PK");
        daemon.replies("PUT", "/api/builds/shop.zip", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            StubDaemon.send(
                    exchange, 201, "application/json", "{\"file\":\"kari/" + body + ".zip\",\"sha256\":\"00\"}");
        });

        Tree build = client.send("/api/builds/shop.zip", zip, new byte[] {1, 2, 3});

        assertThat(build.text("file")).isEqualTo("kari/PK.zip");
        assertThat(daemon.requests()).singleElement().satisfies(request -> assertThat(request.headers())
                .containsEntry("Content-digest", "sha-256=:AQID:"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 413})
    void a_file_that_is_not_wanted_is_refused_in_the_words_of_the_daemon(int status, @TempDir Path folder)
            throws IOException {
        Path zip = Files.write(folder.resolve("shop.zip"), new byte[1 << 20]);
        daemon.replies("PUT", "/api/builds/shop.zip", exchange -> {
            // the JDK's server asks for the rest by itself, so it must read it
            exchange.getRequestBody().readAllBytes();
            StubDaemon.send(
                    exchange,
                    status,
                    "application/problem+json",
                    "{\"title\":\"no\",\"status\":" + status + ",\"detail\":\"not this file\"}");
        });

        assertThatThrownBy(() -> client.send("/api/builds/shop.zip", zip, new byte[0]))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(status == 401 ? "does not let us in (HTTP 401)." : "not this file");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, false",
        "http://localhost, false",
        "http://[::1]:8080, false",
        "https://trikk.example.org, false",
        "http://trikk.example.org, true",
        "http://127.0.0.1.example.org, true",
        "http://10.0.0.1, true"
    })
    void others_can_read_what_goes_to_another_machine_in_the_clear(URI url, boolean open) {
        assertThat(new Target(url, Optional.empty(), Optional.empty()).isOpenToOthers())
                .isEqualTo(open);
    }

    @Test
    void a_target_does_not_show_its_token() {
        assertThat(new Target(daemon.url(), Optional.of("geheim"), Optional.empty()).toString())
                .doesNotContain("geheim");
    }
}
