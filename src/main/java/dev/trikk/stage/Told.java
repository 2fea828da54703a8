package dev.trikk.stage;

import dev.trikk.event.Event;
import dev.trikk.ledger.Outbox;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets a notifier tell of every event once, although an event may be published more than once. Two processors of its route: one
 * before it makes its notice, one after the notice has left. A crash between notice and note repeats the notice.
 */
public final class Told {
    private static final String EVENT = "trikk.event";

    private final String notifier;
    private final Outbox outbox;
    private final Function<String, Event> events;

    private Told(String notifier, Outbox outbox, Function<String, Event> events) {
        this.notifier = notifier;
        this.outbox = outbox;
        this.events = events;
    }

    /**
     * Binds the processors of a notifier: {@code mailNews} and {@code mailTold} for {@code mail}.
     *
     * @param events reads the event in a message
     */
    public static void bind(CamelContext camel, String notifier, Outbox outbox, Function<String, Event> events) {
        Told told = new Told(notifier, outbox, events);
        camel.getRegistry().bind(notifier + "News", (Processor) told::before);
        camel.getRegistry().bind(notifier + "Told", (Processor) told::after);
    }

    private void before(Exchange exchange) {
        String id = events.apply(exchange.getMessage().getBody(String.class)).id();
        exchange.setProperty(EVENT, id);
        if (outbox.isTold(notifier, id)) {
            exchange.setRouteStop(true);
        }
    }

    private void after(Exchange exchange) {
        outbox.told(notifier, exchange.getProperty(EVENT, String.class));
    }
}
