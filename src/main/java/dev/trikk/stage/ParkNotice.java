package dev.trikk.stage;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Points a notice that cannot be told at the dead letter queue of its notifier, where the reconciler finds it. */
public final class ParkNotice implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ParkNotice.class);
    /** Header for route files: where it goes. */
    private static final String QUEUE = "TrikkParkedIn";

    @Override
    public void process(Exchange exchange) {
        String from = exchange.getMessage().getHeader("JMSDestination", String.class);
        String queue = from.substring(from.lastIndexOf('/') + 1);
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.warn("a notice is parked in DLQ.{}: {}", queue, cause.getMessage());
        exchange.getMessage().setHeader(QUEUE, "DLQ." + queue);
        exchange.getMessage().setHeader(StageExchange.DEAD_LETTER, cause.getMessage());
    }
}
