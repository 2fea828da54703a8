package dev.trikk;

import dev.trikk.api.Caller;
import dev.trikk.api.Desk;
import dev.trikk.outage.Outage;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.ProducerTemplate;

/** Hands in over JMS what was asked for over HTTP, and waits for the answer on a queue of its own. */
final class JmsDesk implements Desk {
    private final ProducerTemplate template;

    /** @param template of a context with the component {@code questions}, which {@link Jms#questions} makes */
    JmsDesk(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public Optional<String> ask(String queue, String text, Caller by, Duration patience) {
        Exchange asked = template.send(
                "questions:queue:" + queue + "?requestTimeout=" + patience.toMillis(),
                ExchangePattern.InOut,
                exchange -> {
                    exchange.getMessage().setBody(text);
                    exchange.getMessage().setHeader("TrikkCaller", by.name());
                });
        Exception failure = asked.getException();
        if (failure instanceof ExchangeTimedOutException) {
            return Optional.empty();
        }
        if (failure != null) {
            throw new BrokerAway(failure);
        }
        return Optional.ofNullable(asked.getMessage().getBody(String.class));
    }

    /** The broker could not be handed anything. */
    private static final class BrokerAway extends Outage {
        private static final long serialVersionUID = 1;

        BrokerAway(Exception cause) {
            super(
                    "the broker",
                    "the broker cannot take this now: "
                            + CannotStart.root(cause).getMessage(),
                    cause);
        }
    }
}
