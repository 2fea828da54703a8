package dev.trikk.intake.http;

import dev.trikk.api.Refused;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** The request over HTTP that an exchange of platform-http stands for. */
final class Arrival {
    private static final String REQUEST = "trikk.http";

    private Arrival() {}

    /** Its headers. Camel's own have the query's parameters among them. */
    static Headers headers(Exchange exchange) {
        HttpServerRequest request = request(exchange);
        return name -> Optional.ofNullable(request.getHeader(name));
    }

    /** Its body. It can be asked for once. */
    static RequestBody body(Exchange exchange, long limit) {
        return new RequestBody(request(exchange), limit);
    }

    /** The last part of its path. */
    static String name(Exchange exchange) {
        String path = request(exchange).path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What of the body nobody has read is thrown away, so that the connection can be used again. */
    static void discardRest(Exchange exchange) {
        HttpServerRequest request = request(exchange);
        // over HTTP/2, which Java's own client asks for, one that was read to its end cannot be gone on with
        if (!request.isEnded()) {
            request.handler(null);
            request.resume();
        }
    }

    /** @throws Refused when it is not UTF-8 */
    static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(400, "The body is no text in UTF-8.");
        }
    }

    /** Kept aside, for the message that brings it may be another one after a route's step. */
    private static HttpServerRequest request(Exchange exchange) {
        HttpServerRequest kept = exchange.getProperty(REQUEST, HttpServerRequest.class);
        if (kept != null) {
            return kept;
        }
        HttpServerRequest brought = exchange.getMessage(HttpMessage.class).getRequest();
        exchange.setProperty(REQUEST, brought);
        return brought;
    }
}
