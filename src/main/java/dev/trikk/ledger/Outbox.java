package dev.trikk.ledger;

import dev.trikk.event.Event;
import java.time.Instant;
import java.util.List;

/** The events on their way out of the ledger. Blocking, errors, threads and nodes as with {@link Ledger}. */
public interface Outbox {

    /**
     * The oldest events not yet published, in order. One node at a time publishes; another gets none until this one has not
     * asked for half a minute.
     *
     * @param node who asks
     */
    List<Event> unpublished(String node, int limit);

    /** Notes that events are published. Repeated, it changes nothing. */
    void published(List<String> eventIds);

    /** Forgets events that were published, and who told of what, if they are older than that. Repeated, it changes nothing. */
    void forget(Instant before);

    /** Whether a notifier has told of an event. */
    boolean isTold(String notifier, String eventId);

    /** Notes that a notifier has told of an event. Repeated, it changes nothing. */
    void told(String notifier, String eventId);
}
