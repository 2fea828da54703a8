package dev.trikk.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Passes requests on to another server, and its answers back. Holds each in memory. Safe for several threads. */
final class Forwarding {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    /** Headers that concern one connection only, or that the client sets itself. */
    private static final Set<String> PER_CONNECTION = Set.of(
            "connection", "content-length", "expect", "host", "keep-alive", "te", "transfer-encoding", "upgrade");

    private final HttpClient client;

    Forwarding(Executor executor) {
        client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(executor)
                .build();
    }

    /**
     * Asks a server and gives its answer to the client; 502 when it broke off half-way.
     *
     * @param body of the request
     * @return the status that the client got
     * @throws ConnectException when nothing was sent, so that another server may be asked
     */
    int pass(HttpExchange exchange, byte[] body, URI server) throws IOException {
        Optional<HttpResponse<byte[]>> response = ask(request(exchange, body, server));
        if (response.isEmpty()) {
            return reply(exchange, 502, "the server behind broke off\n");
        }
        response.get().headers().map().forEach((name, values) -> {
            if (!perConnection(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        return reply(exchange, response.get().statusCode(), response.get().body());
    }

    /** Answers with a text; returns the status. */
    static int reply(HttpExchange exchange, int status, String text) throws IOException {
        return reply(exchange, status, text.getBytes(UTF_8));
    }

    private static int reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        return status;
    }

    /** Empty when the server broke off: it may have done its work, so nobody else is asked. */
    private Optional<HttpResponse<byte[]>> ask(HttpRequest request) throws ConnectException {
        try {
            return Optional.of(client.send(request, BodyHandlers.ofByteArray()));
        } catch (ConnectException refused) {
            throw refused;
        } catch (IOException | InterruptedException broken) {
            return Optional.empty();
        }
    }

    private static HttpRequest request(HttpExchange exchange, byte[] body, URI server) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server + exchange.getRequestURI().toString()))
                .timeout(ANSWER)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!perConnection(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static boolean perConnection(String header) {
        return PER_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }
}
