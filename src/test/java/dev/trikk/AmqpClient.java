package dev.trikk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;

/** AMQP 1.0 as Debian's python3-qpid-proton speaks it. */
final class AmqpClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer orders;
    private final BufferedReader results;

    /** What came of an order: the text of a message, or why not. */
    record Result(String text, String error) {}

    AmqpClient(URI broker, String user, String password) throws IOException {
        process = new ProcessBuilder(
                        // Debian's package is for Debian's Python, which need not be the first in the PATH
                        "/usr/bin/python3",
                        Path.of("src/test/resources/dev/trikk/amqp.py").toString(),
                        broker.getHost() + ":" + broker.getPort(),
                        user,
                        password)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter();
        results = process.inputReader();
    }

    static AmqpClient ci(URI broker) throws IOException {
        return new AmqpClient(broker, "ci", Site.CI_PASSWORD);
    }

    Result send(String address, String body) {
        return order(
                JSON.createObjectNode().put("do", "send").put("to", address).put("body", body));
    }

    /** The same, pretending to be somebody. */
    Result sendAs(String user, String address, String body) {
        return order(JSON.createObjectNode()
                .put("do", "send")
                .put("to", address)
                .put("body", body)
                .put("as", user));
    }

    Result take(String address) {
        return order(JSON.createObjectNode().put("do", "take").put("from", address));
    }

    /** Sends a request whose body lies in that section, and gives the answer's text. */
    Result ask(String body, String section, String contentType) {
        ObjectNode order = JSON.createObjectNode()
                .put("do", "ask")
                .put("to", "queue://trikk.requests")
                .put("body", body)
                .put("section", section);
        if (!contentType.isEmpty()) {
            order.put("type", contentType);
        }
        return order(order);
    }

    private Result order(ObjectNode order) {
        try {
            orders.write(JSON.writeValueAsString(order) + "\n");
            orders.flush();
            JsonNode result = JSON.readTree(results.readLine());
            return new Result(result.path("ok").asText(""), result.path("error").asText(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
