package dev.trikk.stage;

import dev.trikk.event.Event;
import dev.trikk.ledger.Outbox;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The way of events from the ledger to the topic: taken, sent one by one, and only then noted as published. */
final class Publish {
    private static final int AT_ONCE = 200;
    private static final String TAKEN = "trikk.events";

    private final Outbox outbox;
    private final String node;
    private final Function<Event, String> text;

    /** @param node what this daemon is called among those that share the ledger */
    Publish(Outbox outbox, String node, Function<Event, String> text) {
        this.outbox = outbox;
        this.node = node;
        this.text = text;
    }

    void take(Exchange exchange) {
        List<Event> events = outbox.unpublished(node, AT_ONCE);
        exchange.setProperty(TAKEN, events.stream().map(Event::id).toList());
        exchange.getMessage().setBody(events);
    }

    /** The type and the deployment are headers too, so that a reader can select with them. */
    void letter(Exchange exchange) {
        Event event = exchange.getMessage().getBody(Event.class);
        exchange.getMessage().setHeader("TrikkEvent", event.type().name());
        event.deployment().ifPresent(id -> exchange.getMessage().setHeader("TrikkDeployment", id));
        exchange.getMessage().setBody(text.apply(event));
    }

    @SuppressWarnings("unchecked") // only take above writes it
    void done(Exchange exchange) {
        outbox.published(exchange.getProperty(TAKEN, List.of(), List.class));
    }
}
