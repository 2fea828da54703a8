package dev.trikk.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server in process that keeps what it is sent, and breaks as it is told: once for each time that it is told. */
public abstract class RestStub implements AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();

    /** What can go wrong with one call. Those with an effect have it before they go wrong. */
    public enum Fault {
        LOST(true),
        CUT(true),
        NO_JSON(true),
        LATIN_1(true),
        PAGE(true),
        LONG(true),
        BUSY(false),
        BUSY_FOR_17_SECONDS(false),
        BROKEN(false),
        UNAUTHORIZED(false),
        CAPTCHA(false),
        FORBIDDEN(false),
        NOT_FOUND(false),
        CONFLICT(false);

        private final boolean hasEffect;

        Fault(boolean hasEffect) {
            this.hasEffect = hasEffect;
        }

        /** Whether waiting mends it. */
        public boolean isPassing() {
            return List.of(LOST, CUT, NO_JSON, LATIN_1, BUSY, BUSY_FOR_17_SECONDS, BROKEN)
                    .contains(this);
        }
    }

    public record Request(String method, String path, Map<String, String> query, Headers headers, JsonNode body) {}

    public record Answer(int status, String body) {
        public static Answer of(int status, JsonNode body) {
            return new Answer(status, body.toString());
        }
    }

    private record Planned(String call, Fault fault) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> calls = new ArrayList<>();
    private final List<Planned> faults = new ArrayList<>();

    protected RestStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What the system answers, after the vendor's contract. */
    protected abstract Answer answer(Request request);

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** The next call that begins with the method and ends in the path breaks so. */
    public synchronized void breaks(String method, String path, Fault fault) {
        faults.add(new Planned(method + " " + path, fault));
    }

    /** Methods and paths of all calls so far. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(method + " " + path);
        Fault fault = fault(method, path);
        try (exchange) {
            if (fault != null && !fault.hasEffect) {
                refuse(exchange, fault);
                return;
            }
            if (body.length > 0 && !isJson(exchange.getRequestHeaders())) {
                send(exchange, 415, "{}", StandardCharsets.UTF_8);
                return;
            }
            if (String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"))
                    .startsWith("Mozilla")) {
                send(exchange, 403, "XSRF check failed", StandardCharsets.UTF_8);
                return;
            }
            Answer answer = answer(new Request(
                    method,
                    path,
                    query(exchange.getRequestURI().getRawQuery()),
                    exchange.getRequestHeaders(),
                    JSON.readTree(body)));
            send(exchange, answer, fault);
        }
    }

    private static boolean isJson(Headers headers) {
        return String.valueOf(headers.getFirst("Content-Type")).matches("application/json(; ?charset=(?i:utf-8))?");
    }

    private Fault fault(String method, String path) {
        for (Iterator<Planned> planned = faults.iterator(); planned.hasNext(); ) {
            Planned next = planned.next();
            String[] call = next.call().split(" ", 2);
            if (method.equals(call[0]) && path.endsWith(call[1])) {
                planned.remove();
                return next.fault();
            }
        }
        return null;
    }

    private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case BUSY -> send(exchange, 429, "", StandardCharsets.UTF_8);
            case BUSY_FOR_17_SECONDS -> {
                exchange.getResponseHeaders().add("Retry-After", "17");
                send(exchange, 429, "", StandardCharsets.UTF_8);
            }
            case BROKEN -> send(exchange, 500, "<html>oops</html>", StandardCharsets.UTF_8);
            case UNAUTHORIZED -> send(exchange, 401, "<html>log in</html>", StandardCharsets.UTF_8);
            case CAPTCHA -> {
                exchange.getResponseHeaders()
                        .add("X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE; login-url=http://example.org/login");
                send(exchange, 403, "<html>who are you</html>", StandardCharsets.UTF_8);
            }
            case FORBIDDEN -> send(exchange, 403, "{\"errorMessages\":[\"No.\"]}", StandardCharsets.UTF_8);
            case NOT_FOUND -> send(exchange, 404, "{\"errorMessages\":[\"Gone.\"]}", StandardCharsets.UTF_8);
            case CONFLICT -> send(exchange, 409, "{\"message\":\"Conflict.\"}", StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException(fault.toString());
        }
    }

    private static void send(HttpExchange exchange, Answer answer, Fault fault) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        if (fault == null) {
            send(exchange, answer.status(), answer.body(), StandardCharsets.UTF_8);
            return;
        }
        switch (fault) {
            case LOST -> {
                // closed without a word
            }
            case CUT -> {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"results\":".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            case NO_JSON -> send(exchange, 200, "{\"results\":[{\"id\":", StandardCharsets.UTF_8);
            case LATIN_1 -> send(exchange, answer.status(), answer.body(), StandardCharsets.ISO_8859_1);
            case PAGE -> send(exchange, 200, "<!DOCTYPE html><html><p>Please log in", StandardCharsets.UTF_8);
            case LONG -> tooLong(exchange);
            default -> throw new IllegalArgumentException(fault.toString());
        }
    }

    private static void tooLong(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            exchange.getResponseBody().write(" ".repeat(10 << 20).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the reader has had enough
        }
    }

    private static void send(HttpExchange exchange, int status, String body, Charset charset) throws IOException {
        byte[] bytes = body.getBytes(charset);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] both = part.split("=", 2);
            query.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
