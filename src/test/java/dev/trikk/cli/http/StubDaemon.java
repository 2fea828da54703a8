package dev.trikk.cli.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trikk.cli.json.Json;
import dev.trikk.cli.json.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers as a daemon does: what {@code cli/canned.json} says unless a test says otherwise. Notes every request, and whatever in
 * requests or answers is not in the contract.
 */
public final class StubDaemon implements AutoCloseable {
    /** What has been asked. */
    public record Request(String method, String path, String query, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query) + (body.isEmpty() ? "" : " " + body);
        }
    }

    /** Answers one exchange in any way. */
    @FunctionalInterface
    public interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    private static final Contract CONTRACT = new Contract();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> breaches = new CopyOnWriteArrayList<>();

    public StubDaemon() {
        this("");
    }

    /** One whose canned texts for people end in something that a terminal would obey, or should not see. */
    public StubDaemon(String hostile) {
        canned().forEach((place, answer) -> {
            String[] words = place.split(" ", -1);
            answers(
                    words[0],
                    words[1],
                    Integer.parseInt(words[2]),
                    hostile.isEmpty() ? answer : Hostile.with(answer, hostile));
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private static Map<String, Tree> canned() {
        try {
            Tree all = Json.read(Files.readString(Path.of("src/test/resources/cli/canned.json")))
                    .orElseThrow();
            Map<String, Tree> answers = new java.util.LinkedHashMap<>();
            all.list("answers").forEach(each -> answers.put(each.text("to"), each.at("answer")));
            return answers;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers with a document, which must be one of the contract's. */
    public StubDaemon answers(String method, String path, int status, Tree document) {
        return answers(method, path, status, document.asJson());
    }

    public StubDaemon answers(String method, String path, int status, String document) {
        breaches.addAll(CONTRACT.problems(method, path, status, document));
        return replies(
                method,
                path,
                exchange -> send(
                        exchange, status, status < 400 ? "application/json" : "application/problem+json", document));
    }

    /** Refuses, as the daemon does. */
    public StubDaemon refuses(String method, String path, int status, String detail) {
        return answers(
                method,
                path,
                status,
                Tree.of(Map.of("title", "no", "status", status, "detail", detail))
                        .asJson());
    }

    /** Answers in any other way. */
    public StubDaemon replies(String method, String path, Reply reply) {
        replies.put(method + " " + path, reply);
        return this;
    }

    /** What is answered now. */
    public Reply reply(String method, String path) {
        return replies.get(method + " " + path);
    }

    public static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What was asked of that path. */
    public List<Request> requests(String method, String path) {
        return requests.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().equals(path))
                .toList();
    }

    /** What was not as the contract says. */
    public List<String> breaches() {
        return List.copyOf(breaches);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Reply reply = replies.get(exchange.getRequestMethod() + " " + path);
        boolean json = !path.startsWith("/api/builds/");
        String body = json ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) : "";
        requests.add(new Request(exchange.getRequestMethod(), path, query, headers, body));
        breaches.addAll(CONTRACT.problems(exchange.getRequestMethod(), path, query, body));
        if (reply == null) {
            send(
                    exchange,
                    404,
                    "application/problem+json",
                    "{\"title\":\"Not found\",\"status\":404,\"detail\":\"Trikk knows nothing of that name.\"}");
        } else {
            reply.to(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
