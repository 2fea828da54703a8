package dev.trikk.ledger;

import dev.trikk.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger tells whoever looks things up in it; nothing here changes it. Blocking, errors, threads and nodes as with
 * {@link Ledger}.
 */
public interface Records {

    /**
     * Which deployments are wanted.
     *
     * @param application only those of this one
     * @param environment only those to this one
     * @param states only those in one of these states; none are in none
     * @param train only those of this one
     * @param before only those older than the deployment of this id; none are, when nobody knows it
     */
    record Wanted(
            Optional<String> application,
            Optional<String> environment,
            Set<Deployment.State> states,
            Optional<String> train,
            Optional<String> before) {}

    /**
     * An event and its place among all: a later one may be committed first.
     *
     * @param number grows with time, with gaps
     * @param event what happened
     */
    record Numbered(long number, Event event) {}

    /** The deployments that are wanted, the newest first. */
    List<Deployment> deployments(Wanted wanted, int limit);

    /** Events with a higher number than that, in order; those that are still kept. */
    List<Numbered> events(long after, int limit);

    /** The highest number of an event; 0 where there is none. */
    long lastEvent();

    /** The event that tells of the refusal of a request; nothing when it was not refused, or long ago. */
    Optional<Event> rejection(String requestId);

    /**
     * How many deployments have ended, of each lane with one: it grows whenever another does. They do not end in the order in
     * which they were accepted: one that waits may be cancelled before the one ahead of it is over.
     */
    Map<Lane, Long> ended();
}
