package dev.trikk.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.event.Event;
import dev.trikk.ledger.Records;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger ends = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    @Test
    void whoever_may_not_stay_gives_the_place_back_though_the_connection_is_kept() throws Exception {
        URI uri = serve();
        // in HTTP/2 a stream that has ended is closed, too
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        for (int calls = 1; calls <= 2; calls++) {
            String told = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();

            assertThat(told).startsWith("retry: 1000\n");
            int expected = calls;
            await().until(() -> ends.get() == expected);
        }
    }

    /** A server whose callers are all turned away at the second look. */
    private URI serve() throws Exception {
        Records records = (Records) Proxy.newProxyInstance(
                Records.class.getClassLoader(),
                new Class<?>[] {Records.class},
                (proxy, method, arguments) -> List.of());
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            AtomicInteger looks = new AtomicInteger();
            new EventStream(
                            vertx,
                            request.response(),
                            records,
                            0,
                            event -> true,
                            () -> looks.incrementAndGet() < 2,
                            Event::id,
                            Clock.systemUTC())
                    .start(ends::incrementAndGet);
        });
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES)
                .actualPort();
        return URI.create("http://127.0.0.1:" + port + "/");
    }
}
