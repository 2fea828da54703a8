package dev.trikk.health.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.trikk.Patience;
import dev.trikk.health.Probe;
import dev.trikk.health.Probe.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Probe probe = new HttpProbe();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private HttpServer server;

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    @Test
    void status_and_body_are_the_answer() throws IOException {
        URI url = givenServer(answering(503, "starting, æøå"));

        assertThat(probe.ask(url, Patience.LONG)).isEqualTo(new Answer(503, "starting, æøå"));
    }

    @Test
    void an_answer_without_a_body_is_one() throws IOException {
        URI url = givenServer(exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        assertThat(probe.ask(url, Patience.LONG)).isEqualTo(new Answer(204, ""));
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        URI url = givenServer(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThat(probe.ask(url, Patience.LONG).status()).isEqualTo(302);
        assertThat(requests).hasValue(1);
    }

    @Test
    void only_the_start_of_an_endless_body_is_read() throws IOException {
        URI url = givenServer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = "x".repeat(5_000).getBytes(UTF_8);
            try (OutputStream body = exchange.getResponseBody()) {
                while (over.getCount() > 0) {
                    body.write(part);
                }
            }
        });

        Answer answer = probe.ask(url, Patience.LONG);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).hasSize(64 * 1024);
    }

    @Test
    void a_body_that_does_not_end_in_time_is_no_answer() throws IOException {
        URI url = givenServer(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("begun".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            hang();
        });

        assertThat(probe.ask(url, SHORT)).isEqualTo(new Answer(0, "no complete answer within 300 ms"));
    }

    @Test
    void an_application_that_hangs_is_no_answer() throws IOException {
        URI url = givenServer(exchange -> hang());

        assertThat(probe.ask(url, SHORT)).isEqualTo(new Answer(0, "no complete answer within 300 ms"));
    }

    @Test
    void nobody_listening_and_a_reset_are_told_in_words() throws IOException {
        URI url = givenServer(exchange -> exchange.close());
        Answer reset = probe.ask(url, Patience.LONG);
        server.stop(0);
        Answer refused = probe.ask(url, Patience.LONG);

        assertThat(reset.status()).isZero();
        assertThat(reset.text()).isNotBlank();
        assertThat(refused).isEqualTo(new Answer(0, "no connection"));
    }

    @Test
    void a_url_that_cannot_be_asked_is_told_in_words() throws IOException {
        givenServer(answering(200, ""));

        assertThat(probe.ask(URI.create("ftp://127.0.0.1/"), Patience.LONG).text())
                .startsWith("cannot ask ftp://127.0.0.1/: ");
    }

    @Test
    void a_restart_between_two_questions_is_not_taken_for_a_failure() throws IOException {
        URI url = givenServer(answering(200, "ok"));

        for (int restart = 0; restart < 20; restart++) {
            assertThat(probe.ask(url, Patience.LONG)).isEqualTo(new Answer(200, "ok"));
            server.stop(0);
            server(url.getPort(), answering(200, "ok"));
        }
    }

    private void hang() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpHandler answering(int status, String text) {
        return exchange -> {
            byte[] body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    private URI givenServer(HttpHandler handler) throws IOException {
        return server(0, handler);
    }

    private URI server(int port, HttpHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(executor);
        server.createContext("/", handler);
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health");
    }
}
