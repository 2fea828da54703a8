package dev.trikk.intake.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Refused;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Answers over HTTP: JSON, and problems as RFC 9457 says. */
final class Replies {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Replies() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Answers, with these headers and none of those that came in. */
    static void set(Exchange exchange, int status, ObjectNode body, Map<String, String> headers) {
        set(exchange, status, "application/json", body, headers);
    }

    /** Answers that it was refused. */
    static void refused(Exchange exchange, Refused refused) {
        ObjectNode problem = problem(refused.status(), refused.getMessage());
        if (!refused.problems().isEmpty()) {
            ArrayNode list = problem.putArray("problems");
            refused.problems()
                    .forEach(one -> list.addObject().put("path", one.path()).put("reason", one.reason()));
        }
        set(
                exchange,
                refused.status(),
                "application/problem+json",
                problem,
                refused.status() == 401 ? Map.of("WWW-Authenticate", "Bearer realm=\"trikk\"") : Map.of());
    }

    /** Answers that it cannot be done now, and that trying it again is safe. */
    static void unavailable(Exchange exchange, String detail) {
        set(exchange, 503, "application/problem+json", problem(503, detail), Map.of("Retry-After", "10"));
    }

    private static ObjectNode problem(int status, String detail) {
        return object().put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail);
    }

    private static void set(
            Exchange exchange, int status, String contentType, ObjectNode body, Map<String, String> headers) {
        Message message = exchange.getMessage();
        // whatever is left in them would be sent
        message.removeHeaders("*");
        headers.forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        try {
            message.setBody(MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
