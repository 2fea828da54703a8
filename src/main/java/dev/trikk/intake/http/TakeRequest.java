package dev.trikk.intake.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Caller;
import dev.trikk.api.Grant;
import dev.trikk.api.Refused;
import dev.trikk.api.Role;
import dev.trikk.request.Form;
import dev.trikk.request.Reading;
import dev.trikk.request.Reading.NotUnderstood;
import dev.trikk.request.RequestFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes the message of a request that came over HTTP: the same text that comes over JMS, for the same queue. It asks who sends
 * it and whether it has the form of a request; whether it is allowed is decided where all requests are.
 */
final class TakeRequest implements Processor {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Whoever has the key may ask for everything. */
    private static final Caller SIGNED = new Caller("ci", List.of(new Grant(Role.DEPLOYER, Optional.empty())));

    private final Tokens tokens;
    private final Optional<Signing> signing;
    private final RequestFormat format;
    private final long limit;

    /** @param limit bytes that a request may have */
    TakeRequest(Tokens tokens, Optional<Signing> signing, RequestFormat format, long limit) {
        this.tokens = tokens;
        this.signing = signing;
        this.format = format;
        this.limit = limit;
    }

    @Override
    public void process(Exchange exchange) {
        Headers headers = Arrival.headers(exchange);
        if (signing.isPresent() && Signing.isBrought(headers) && !Tokens.isBrought(headers)) {
            byte[] body = Arrival.body(exchange, limit).all();
            String id = signing.get().checkTimed(headers, body);
            if (headers.first("Idempotency-Key").isPresent()) {
                throw new Refused(400, "Idempotency-Key is not signed; webhook-id, which is, takes its place.");
            }
            take(exchange, Arrival.text(body), Optional.of(id), SIGNED);
            return;
        }
        // before a byte of the body is read
        Caller caller = tokens.check(headers, Role.DEPLOYER);
        byte[] body = Arrival.body(exchange, limit).all();
        take(exchange, Arrival.text(body), headers.first("Idempotency-Key").map(TakeRequest::unquoted), caller);
    }

    /** The draft of that header has its value in double quotes, and many clients leave them out. */
    private static String unquoted(String key) {
        return key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
    }

    private void take(Exchange exchange, String text, Optional<String> key, Caller caller) {
        key.filter(id -> !Form.ID.fits(id)).ifPresent(id -> {
            throw new Refused(400, "The idempotency key must be " + Form.ID.inWords() + ".");
        });
        Reading reading = format.read(text, key.orElse("none"));
        if (reading instanceof NotUnderstood not) {
            throw new Refused(
                    422,
                    "This is no request that can be understood; config/request.schema.json shows its form.",
                    not.problems());
        }
        ObjectNode request = withId(text, key);
        caller.require(Role.DEPLOYER, Optional.of(request.path("environment").asText()));
        if (!request.has("requestedBy")) {
            request.put("requestedBy", caller.name());
        }
        Queued.put(exchange, request, caller.name());
    }

    /** The text as it came, or with the id that it lacks, for without one every sending is a deployment of its own. */
    private static ObjectNode withId(String text, Optional<String> key) {
        ObjectNode request = object(text);
        if (!request.has("id")) {
            return request.put("id", key.orElseGet(() -> UUID.randomUUID().toString()));
        }
        String own = request.get("id").asText();
        key.filter(other -> !other.equals(own)).ifPresent(other -> {
            throw new Refused(
                    400, "The idempotency key of the header is another than the request's id; leave one out.");
        });
        return request;
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("it was read before", impossible);
        }
    }
}
