package dev.trikk.api;

import java.time.Duration;
import java.util.Optional;

/** Where what somebody wants is handed in: the queues that everybody else uses, too. */
public interface Desk {

    /**
     * Puts a text onto a queue and waits for what is said to it. The broker has it on its disk before the waiting begins.
     *
     * @param queue its name
     * @param by who wants it; the other side can rely on that
     * @param patience so long is waited at most
     * @return nothing when nobody has answered in time: it is worked on later
     * @throws dev.trikk.outage.Outage when the broker cannot take it now
     */
    Optional<String> ask(String queue, String text, Caller by, Duration patience);
}
