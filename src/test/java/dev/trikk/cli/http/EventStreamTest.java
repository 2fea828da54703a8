package dev.trikk.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final StubDaemon daemon = new StubDaemon();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Client client =
            new Client(new Target(daemon.url(), Optional.of("token"), Optional.empty()), pauses::add);

    @AfterEach
    void stop() {
        daemon.close();
    }

    @Test
    void it_goes_on_after_the_last_event_however_often_the_connection_breaks() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        daemon.replies("GET", "/api/events", exchange -> {
            int number = connections.incrementAndGet();
            if (number == 2) {
                StubDaemon.send(exchange, 503, "text/html", "away");
            } else {
                exchange.getResponseHeaders().add("Content-Type", "text/event-stream; charset=utf-8");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody()
                        .write(("id: " + number + "\ndata: no " + number + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.close();
            }
        });

        List<String> texts = texts(3, Optional.of("0"));

        assertThat(texts).containsExactly("no 1", "no 3", "no 4");
        assertThat(daemon.requests())
                .extracting(request -> request.headers().get("Last-event-id"))
                .startsWith("0", "1", "1", "3");
        assertThat(pauses).startsWith(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(500));
    }

    @Test
    void who_is_refused_does_not_try_again() throws Exception {
        daemon.refuses("GET", "/api/events", 401, "the token is not known");

        try (EventStream stream = new EventStream(client, "/api/events", Optional.empty(), pauses::add)) {
            assertThat(next(stream)).isEqualTo(new Sent(Sent.Kind.REFUSED, Optional.empty(), "the token is not known"));
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void what_is_no_stream_is_lost() throws Exception {
        daemon.replies("GET", "/api/events", exchange -> StubDaemon.send(exchange, 200, "text/html", "<h1>Hi</h1>"));

        try (EventStream stream = new EventStream(client, "/api/events", Optional.empty(), this::forever)) {
            assertThat(next(stream).kind()).isEqualTo(Sent.Kind.LOST);
        }
    }

    private void forever(Duration ignored) throws InterruptedException {
        Thread.sleep(Duration.ofMinutes(5).toMillis());
    }

    private List<String> texts(int count, Optional<String> last) throws InterruptedException, IOException {
        List<String> texts = new ArrayList<>();
        try (EventStream stream = new EventStream(client, "/api/events", last, pauses::add)) {
            while (texts.size() < count) {
                Sent sent = next(stream);
                if (sent.kind() == Sent.Kind.EVENT) {
                    texts.add(sent.text());
                }
            }
        }
        return texts;
    }

    private static Sent next(EventStream stream) throws InterruptedException {
        return stream.poll(Duration.ofMinutes(1)).orElseThrow();
    }
}
