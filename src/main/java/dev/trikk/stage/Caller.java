package dev.trikk.stage;

import dev.trikk.request.Form;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Who sent a message, as far as somebody has checked it: the user whom the broker let in, which it writes itself into
 * {@code JMSXUserID}. Trikk sends for others, whom it has let in over HTTP; then {@code TrikkCaller} names them, which counts
 * for nothing on a message of anybody else.
 */
final class Caller {
    static final String HEADER = "TrikkCaller";
    private static final String USER = "JMSXUserID";
    /** What ActiveMQ writes on a message that it sends to its queue once more, and then as if the reader had sent it. */
    private static final String REDELIVERED = "redeliveryDelay";

    private final String trikk;

    /** @param trikk the daemon's own user at the broker */
    Caller(String trikk) {
        this.trikk = trikk;
    }

    /** The name; nothing when nobody can tell any more whether it is true. */
    Optional<String> of(Exchange exchange) {
        Message message = exchange.getMessage();
        Optional<String> user = Optional.ofNullable(message.getHeader(USER, String.class));
        if (user.filter(trikk::equals).isEmpty()) {
            return user;
        }
        boolean mayBeForged =
                message.getHeader(REDELIVERED) != null || message.getHeader(StageExchange.DEAD_LETTER) != null;
        String named = message.getHeader(HEADER, trikk, String.class);
        return Optional.of(named).filter(Form.PERSON::fits).filter(any -> !mayBeForged);
    }

    /** Lets the message, which Trikk is about to send once more, name whom it was from. */
    void keep(Exchange exchange) {
        exchange.getMessage().setHeader(HEADER, of(exchange).orElse(""));
    }
}
