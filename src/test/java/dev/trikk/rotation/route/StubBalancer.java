package dev.trikk.rotation.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trikk.rotation.FaultyBalancerContract.Fault;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The small HTTP interface of the document's example, in front of anything that has members. */
final class StubBalancer implements AutoCloseable {
    private final Supplier<List<Member>> members;
    private final BiConsumer<String, Rotation> change;
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final HttpServer server;
    volatile Fault fault = Fault.NONE;

    StubBalancer(Supplier<List<Member>> members, BiConsumer<String, Rotation> change) throws IOException {
        this.members = members;
        this.change = change;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/members", this::answer);
        server.setExecutor(executor);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (fault) {
                case REFUSES -> send(exchange, 503, "come back later");
                case GARBAGE -> send(exchange, 200, "<html>please log in</html>");
                case TRUNCATED -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(json().substring(0, 20).getBytes(UTF_8));
                }
                case HUGE -> send(exchange, 200, "x".repeat(10 << 20));
                default -> serve(exchange);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException, InterruptedException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        if (path.length < 4) {
            send(exchange, exchange.getRequestMethod().equals("GET") ? 200 : 405, json());
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            send(exchange, 405, "");
            return;
        }
        if (fault != Fault.LIES && fault != Fault.LOSES_CHANGES) {
            change.accept(path[2], path[3].equals("drain") ? Rotation.DRAINING : Rotation.IN);
        }
        if (fault == Fault.HANGS) {
            over.await();
        }
        if (fault != Fault.LOSES_CHANGES && fault != Fault.LOSES_ANSWERS) {
            send(exchange, 204, "");
        }
    }

    private String json() {
        return members.get().stream()
                .map(member -> "{\"name\":\"%s\",\"rotation\":\"%s\",\"healthy\":%s,\"sessions\":%d}"
                        .formatted(
                                member.name(),
                                member.rotation().name().toLowerCase(Locale.ROOT),
                                member.healthy(),
                                member.sessions()))
                .collect(Collectors.joining(",", "{\"members\":[", "]}"));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
