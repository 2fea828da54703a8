package dev.trikk.intake.http;

import dev.trikk.api.Refused;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why something that came over HTTP was not taken. */
final class Refuse implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Refuse.class);

    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof Refused refused) {
            LOG.warn("refused over HTTP with {}: {}", refused.status(), refused.getMessage());
            Replies.refused(exchange, refused);
        } else {
            LOG.warn("not done over HTTP", failure);
            Replies.unavailable(
                    exchange,
                    "Trikk cannot take this now; nobody knows whether it did. Send it again with the same id.");
        }
        Arrival.discardRest(exchange);
    }
}
