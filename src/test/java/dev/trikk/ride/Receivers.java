package dev.trikk.ride;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every system that a notifier of Trikk's can speak to over HTTP, each below a path of its name. They take whatever they are told and
 * answer as theirs do; how strict they are is the adapters' tests' matter.
 */
final class Receivers implements AutoCloseable {
    private static final String JSON = "application/json";

    /** What each answers when it was told something. */
    private static final Map<String, Answer> ANSWERS = Map.of(
            "slack", new Answer(200, "text/html", "ok"),
            "mattermost", new Answer(200, "text/plain", "ok"),
            "teams", new Answer(202, "text/plain", ""),
            "googlechat", new Answer(200, JSON, "{\"name\":\"spaces/S/messages/M\"}"),
            "hipchat", new Answer(204, JSON, ""),
            "jira", new Answer(201, JSON, "{\"id\":10000}"),
            "confluence", new Answer(200, JSON, "{\"results\":[],\"id\":\"1\"}"),
            "webhook", new Answer(204, JSON, ""),
            "cdevents", new Answer(202, JSON, ""));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile boolean refuses;

    private record Answer(int status, String type, String text) {}

    /** What one of them was told. */
    record Told(String who, String path, String body) {}

    Receivers() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What that one was told, in order. */
    List<Told> told(String who) {
        return told.stream().filter(one -> one.who().equals(who)).toList();
    }

    /** From now on everybody is sent away, with all that the call has said of itself, as careless systems do. */
    void refuse() {
        refuses = true;
    }

    /** What anybody was told. */
    List<Told> told(Predicate<Told> which) {
        return told.stream().filter(which).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            String who = exchange.getRequestURI().getPath().split("/", 3)[1];
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (refuses) {
                send(exchange, new Answer(401, "text/html", "<html>who is " + inWords(exchange) + "?</html>"));
                return;
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                told.add(new Told(who, path, body));
            }
            send(exchange, ANSWERS.getOrDefault(who, new Answer(404, JSON, "{}")));
        }
    }

    private static String inWords(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        return exchange.getRequestURI() + " "
                + headers.entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("; "));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
