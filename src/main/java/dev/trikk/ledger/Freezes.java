package dev.trikk.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The freezes by hand. Blocking, errors, threads and nodes as with {@link Ledger}. */
public interface Freezes {

    /**
     * Lets an environment take nothing new. Repeated, the newest freeze stands.
     *
     * @param until when that ends by itself; without, a person ends it
     */
    void freeze(String environment, Optional<Instant> until, String reason, String by);

    /**
     * Ends the freeze of an environment.
     *
     * @return whether it was frozen by hand
     */
    boolean thaw(String environment, String by);

    /** Those that are in force, by environment. */
    List<Frozen> current();
}
