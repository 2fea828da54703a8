package dev.trikk.stage;

import dev.trikk.event.Event;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Notifier;
import dev.trikk.ledger.Ledger;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import dev.trikk.outage.Outage;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Tells a channel what its audience wants to hear. The inventory is asked each time, so that an edit of a notifier is taken over at
 * once. A channel that asked to be left alone for a while is left alone: the notice comes again and again meanwhile. Used by one
 * thread.
 */
public final class Tell implements Processor {
    private final String name;
    private final Supplier<Inventory> inventory;
    private final Function<Notifier, Channel> channels;
    private final Function<String, Event> events;
    private final Ledger ledger;
    private final Clock clock;
    private Instant until = Instant.MIN;
    private Outage asked;

    /**
     * For one notifier.
     *
     * @param name of the notifier; one that is not in the inventory any more is told nothing
     * @param channels finds the channel that a notifier describes
     * @param events reads the event in a message
     */
    public Tell(
            String name,
            Supplier<Inventory> inventory,
            Function<Notifier, Channel> channels,
            Function<String, Event> events,
            Ledger ledger,
            Clock clock) {
        this.name = name;
        this.inventory = inventory;
        this.channels = channels;
        this.events = events;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        if (clock.instant().isBefore(until)) {
            throw asked;
        }
        Optional<Notifier> notifier =
                Optional.ofNullable(inventory.get().notifiers().get(name));
        if (notifier.isEmpty()) {
            return;
        }
        Notice notice = Notice.of(events.apply(exchange.getMessage().getBody(String.class)), ledger);
        if (notice.isFor(notifier.get().audience())) {
            tell(channels.apply(notifier.get()), notice);
        }
    }

    private void tell(Channel channel, Notice notice) {
        try {
            channel.tell(notice);
        } catch (Outage outage) {
            outage.after().ifPresent(wait -> {
                until = clock.instant().plus(wait);
                asked = outage;
            });
            throw outage;
        }
    }
}
