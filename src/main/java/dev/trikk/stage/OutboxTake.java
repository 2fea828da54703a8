package dev.trikk.stage;

import dev.trikk.event.Event;
import dev.trikk.ledger.Ledger;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Takes the oldest unpublished events out of the ledger; {@link #done} notes them once they are published. */
final class OutboxTake implements Processor {
    private static final int AT_ONCE = 200;
    private static final String TAKEN = "trikk.events";
    private final Ledger ledger;

    OutboxTake(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        List<Event> events = ledger.unpublished(AT_ONCE);
        exchange.setProperty(TAKEN, events.stream().map(Event::id).toList());
        exchange.getMessage().setBody(events);
    }

    @SuppressWarnings("unchecked") // only process above writes it
    void done(Exchange exchange) {
        ledger.published(exchange.getProperty(TAKEN, List.of(), List.class));
    }
}
