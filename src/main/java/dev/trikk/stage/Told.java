package dev.trikk.stage;

import dev.trikk.event.Event;
import dev.trikk.ledger.Outbox;
import java.time.Clock;
import java.time.Duration;
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
    /** Exchange property, for route files: whether a notice is so fresh that a channel which is away is waited for. */
    private static final String FRESH = "TrikkFresh";

    private final String notifier;
    private final Outbox outbox;
    private final Function<String, Event> events;
    private final Patience patience;

    /**
     * How long a notice is worth waiting for.
     *
     * @param length from the event on
     */
    public record Patience(Duration length, Clock clock) {
        private boolean isLeft(Event event) {
            return event.at().plus(length).isAfter(clock.instant());
        }
    }

    private Told(String notifier, Outbox outbox, Function<String, Event> events, Patience patience) {
        this.notifier = notifier;
        this.outbox = outbox;
        this.events = events;
        this.patience = patience;
    }

    /**
     * Binds the processors of a notifier: {@code mailNews} and {@code mailTold} for {@code mail}.
     *
     * @param events reads the event in a message
     * @param patience how long a channel that is away is waited for
     */
    public static void bind(
            CamelContext camel, String notifier, Outbox outbox, Function<String, Event> events, Patience patience) {
        Told told = new Told(notifier, outbox, events, patience);
        camel.getRegistry().bind(notifier + "News", (Processor) told::before);
        camel.getRegistry().bind(notifier + "Told", (Processor) told::after);
    }

    private void before(Exchange exchange) {
        Event event = events.apply(exchange.getMessage().getBody(String.class));
        exchange.setProperty(EVENT, event.id());
        exchange.setProperty(FRESH, patience.isLeft(event));
        if (outbox.isTold(notifier, event.id())) {
            exchange.setRouteStop(true);
        }
    }

    private void after(Exchange exchange) {
        outbox.told(notifier, exchange.getProperty(EVENT, String.class));
    }
}
