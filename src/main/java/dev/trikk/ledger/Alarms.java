package dev.trikk.ledger;

import java.util.List;
import java.util.Optional;

/** The open alarms. Blocking, errors, threads and nodes as with {@link Ledger}. */
public interface Alarms {

    /**
     * Raises an alarm, with its event. Repeated for a key that is open, it changes nothing.
     *
     * @return whether it is new
     */
    boolean raise(Alarm.Kind kind, String key, Optional<String> deployment, String text);

    /**
     * Closes an alarm, with its event. Repeated, it changes nothing.
     *
     * @param text why it is over
     * @return whether it was open
     */
    boolean clear(String key, String text);

    /** Those that are open, oldest first. */
    List<Alarm> open();
}
