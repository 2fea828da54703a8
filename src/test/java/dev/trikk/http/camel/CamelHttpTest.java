package dev.trikk.http.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.trikk.Patience;
import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Link;
import dev.trikk.http.Login;
import dev.trikk.http.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CamelHttpTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private DefaultCamelContext camel;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        camel.stop();
    }

    private Http http(String path, Login... logins) {
        return http(at(path), logins);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Http http(URI url, Login... logins) {
        return http(url, Patience.LONG, logins);
    }

    private Http http(URI url, Duration patience, Login... logins) {
        return new CamelHttp(
                camel, new Link("tracker", url, List.of(logins), Optional.empty(), Patience.LONG, patience), CLOCK);
    }

    private void given(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void reply(HttpExchange exchange, int status, String body, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Test
    void a_call_carries_login_headers_and_body_in_utf_8() {
        given("/rest", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("Authorization"));
            heard.add(exchange.getRequestHeaders().getFirst("X-Atlassian-Token"));
            heard.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            reply(exchange, 201, "{\"ok\":\"blåbær\"}", "Content-Type", "application/json");
        });

        Reply reply = http("/rest", Login.basic("trikk", "hemmelig"))
                .ask(Call.json("PUT", "issue/SHOP-1?notify=false&q=a%20b", "{\"text\":\"blåbær\"}")
                        .with("X-Atlassian-Token", "no-check"));

        assertThat(heard)
                .containsExactly(
                        "PUT /rest/issue/SHOP-1?notify=false&q=a%20b",
                        "Basic dHJpa2s6aGVtbWVsaWc=",
                        "no-check",
                        "application/json; charset=UTF-8",
                        "{\"text\":\"blåbær\"}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text()).isEqualTo("{\"ok\":\"blåbær\"}");
    }

    @Test
    void a_query_is_added_to_that_of_the_url() {
        given("/messages", exchange -> reply(exchange, 204, ""));

        http("/messages?key=k").ask(Call.json("POST", "?requestId=1", "{}"));

        assertThat(heard).containsExactly("POST /messages?key=k&requestId=1");
    }

    @Test
    void a_form_is_encoded() {
        given("/form", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            reply(exchange, 204, "");
        });

        http("/form").ask(Call.form("", Map.of("xml_cmd", "a|b & c+d=ø%")));

        assertThat(heard).containsExactly("POST /form", "xml_cmd=a%7Cb+%26+c%2Bd%3D%C3%B8%25");
    }

    @Test
    void what_may_pass_is_an_outage_that_says_how_long_to_wait() {
        given("/busy", exchange -> reply(exchange, 429, "", "Retry-After", "17"));

        assertThatThrownBy(() -> http("/busy").ask(Call.get("")))
                .isInstanceOfSatisfying(HttpUnavailable.class, outage -> {
                    assertThat(outage.after()).contains(Duration.ofSeconds(17));
                    assertThat(outage).hasMessageMatching("tracker \\(127.0.0.1:\\d+\\) answers with status 429");
                });
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_date_to_come_back_is_counted_from_the_reply() {
        given("/busy", exchange -> reply(exchange, 503, "", "Retry-After", "Fri, 27 Nov 2026 12:01:30 GMT"));

        assertThatThrownBy(() -> http("/busy").ask(Call.get("")))
                .isInstanceOfSatisfying(HttpUnavailable.class, outage -> assertThat(outage.after())
                        .contains(Duration.ofSeconds(90)));
    }

    @Test
    void what_will_not_pass_is_refused_with_advice() {
        given("/secret", exchange -> reply(exchange, 401, "who are you, token abc?"));

        assertThatThrownBy(() -> http("/secret", Login.bearer("abc")).ask(Call.get("")))
                .isInstanceOfSatisfying(HttpRefused.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(401))
                .hasMessageContaining("does not know the login (status 401)")
                .hasMessageNotContaining("abc");
    }

    @Test
    void no_redirect_is_followed() {
        given("/moved", exchange -> reply(exchange, 302, "", "Location", "/elsewhere"));
        given("/elsewhere", exchange -> reply(exchange, 200, "caught"));

        assertThatThrownBy(() -> http("/moved", Login.bearer("abc")).ask(Call.get("")))
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("sends elsewhere (status 302)");
        assertThat(heard).containsExactly("GET /moved");
    }

    @Test
    void a_web_page_is_no_answer() {
        given("/login", exchange -> reply(exchange, 200, "<!DOCTYPE html><p>log in", "Content-Type", "text/plain"));

        assertThatThrownBy(() -> http("/login").ask(Call.get("")))
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("a web page");
    }

    @Test
    void a_long_body_is_cut() {
        given("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                exchange.getResponseBody().write(new byte[10 << 20]);
            } catch (IOException e) {
                heard.add("hung up");
            }
        });

        Reply reply = http("/long").send(Call.get(""));

        assertThat(reply.isCut()).isTrue();
        assertThat(reply.body()).hasSize(Reply.LIMIT);
    }

    @Test
    void a_body_that_trickles_is_given_up() {
        given("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 1000; i++) {
                    exchange.getResponseBody().write('.');
                    exchange.getResponseBody().flush();
                    Thread.sleep(20);
                }
                heard.add("to the end");
            } catch (IOException | InterruptedException e) {
                heard.add("hung up");
            }
        });

        assertThatThrownBy(() -> http(at("/slow"), Duration.ofMillis(700)).send(Call.get("")))
                .isInstanceOf(HttpUnavailable.class);
        assertThat(heard).doesNotContain("to the end");
    }

    @Test
    void nobody_at_the_port_is_an_outage() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertThatThrownBy(() -> http(URI.create("http://127.0.0.1:" + port + "/hook/s3cr3t"))
                        .send(Call.get("")))
                .isInstanceOf(HttpUnavailable.class)
                .hasMessageContaining("does not take connections")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void a_reply_that_is_cut_off_is_an_outage() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answer = Executors.newSingleThreadExecutor();
            answer.execute(() -> {
                try (Socket client = socket.accept()) {
                    client.getInputStream().read(new byte[1000]);
                    client.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":"
                                    .getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    heard.add(e.toString());
                }
            });

            assertThatThrownBy(() -> http(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
                            .ask(Call.get("")))
                    .isInstanceOf(HttpUnavailable.class);
            answer.shutdown();
        }
    }

    @Test
    void nothing_shows_a_secret() {
        Http http = http("/services/T0/s3cr3t", Login.bearer("abc"));

        assertThat(http.link().toString()).doesNotContain("s3cr3t", "abc");
        assertThat(http.link().logins().toString()).doesNotContain("abc");
        assertThat(Call.json("POST", "/x?token=abc", "{\"password\":\"abc\"}").toString())
                .isEqualTo("POST /x");
    }
}
