package dev.trikk.release.maven;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A repository on a free port of the loopback: what was put under a path is answered, anything else is 404. */
final class RepositoryServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();

    RepositoryServer() {
        this("127.0.0.1");
    }

    RepositoryServer(String address) {
        try {
            server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path);
    }

    /** The values of a header in the questions that had it. */
    List<String> heard(String header) {
        return headers.stream()
                .flatMap(one -> one.getOrDefault(header, List.of()).stream())
                .toList();
    }

    /** Method and path of every question so far. */
    List<String> questions() {
        return questions;
    }

    RepositoryServer on(String path, HttpHandler answer) {
        answers.put(path, answer);
        return this;
    }

    RepositoryServer file(String path, String text, String... headers) {
        return file(path, text.getBytes(StandardCharsets.UTF_8), headers);
    }

    RepositoryServer file(String path, byte[] body, String... headers) {
        return on(path, exchange -> reply(exchange, 200, body, headers));
    }

    RepositoryServer status(String path, int status, String... headers) {
        return on(path, exchange -> reply(exchange, status, new byte[0], headers));
    }

    /** Sends a header and one byte of the body, and then nothing. */
    RepositoryServer trickle(String path) {
        return on(path, exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('<');
            exchange.getResponseBody().flush();
            awaitClosing();
        });
    }

    /** Sends spaces for as long as someone reads them. */
    RepositoryServer endless(String path) {
        byte[] spaces = " ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        return on(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (closing.getCount() > 0) {
                exchange.getResponseBody().write(spaces);
            }
        });
    }

    static void reply(HttpExchange exchange, int status, byte[] body, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        headers.add(exchange.getRequestHeaders());
        questions.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            answers.getOrDefault(path, answers.getOrDefault("/*", nothing -> reply(nothing, 404, new byte[0])))
                    .handle(exchange);
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
