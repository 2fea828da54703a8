package dev.trikk.rotation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way to a balancer's HTTP interface. Passes calls on, or does with them what a test says. */
final class FaultyWay implements AutoCloseable {
    private static final Set<String> OWN = Set.of("host", "connection", "content-length", "upgrade", "http2-settings");

    /** What happens to one call. */
    interface Behaviour {
        void on(HttpExchange call, FaultyWay way) throws IOException, InterruptedException;
    }

    private final URI balancer;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Behaviour behaviour = (call, way) -> way.pass(call);

    FaultyWay(URI balancer) throws IOException {
        this.balancer = balancer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + balancer.getPath());
    }

    void fromNowOn(Behaviour next) {
        behaviour = next;
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            behaviour.on(call, this);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the call have its effect. */
    HttpResponse<byte[]> effect(HttpExchange call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(balancer.resolve(call.getRequestURI()))
                .method(
                        call.getRequestMethod(),
                        BodyPublishers.ofByteArray(call.getRequestBody().readAllBytes()));
        call.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    void pass(HttpExchange call) throws IOException, InterruptedException {
        HttpResponse<byte[]> reply = effect(call);
        answer(
                call,
                reply.statusCode(),
                reply.headers().firstValue("content-type").orElse(""),
                reply.body());
    }

    static void answer(HttpExchange call, int status, String type, byte[] body) throws IOException {
        call.getRequestBody().readAllBytes();
        if (!type.isEmpty()) {
            call.getResponseHeaders().set("Content-Type", type);
        }
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
    }

    /** Says nothing until the test is over. */
    void hang() throws InterruptedException {
        over.await();
    }

    static boolean changes(HttpExchange call) {
        return List.of("POST", "PATCH", "PUT").contains(call.getRequestMethod());
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
