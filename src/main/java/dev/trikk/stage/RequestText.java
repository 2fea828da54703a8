package dev.trikk.stage;

import jakarta.jms.Message;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The text of a request: STOMP clients send bytes as often as text. */
final class RequestText {
    static final String UNREADABLE = "is no text in UTF-8; send the request as a text message, or its bytes in UTF-8";

    private RequestText() {}

    static Optional<String> of(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof String text) {
            return Optional.of(text);
        }
        if (body instanceof byte[] bytes) {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The beginning of whatever arrived, for a person. */
    static String start(Exchange exchange, int length) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Message message) {
            // its text would show its content, and for that make an object of it
            return "a " + message.getClass().getSimpleName();
        }
        String text = body instanceof byte[] bytes
                ? new String(bytes, 0, Math.min(bytes.length, length), StandardCharsets.UTF_8)
                : String.valueOf(body);
        return text.length() <= length ? text : text.substring(0, length);
    }
}
