package dev.trikk.ledger;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Who has changed what over the API. Blocking, errors, threads and nodes as with {@link Ledger}. */
public interface Audit {

    /**
     * One attempt to change something.
     *
     * @param number grows in the order of writing, with gaps
     * @param at when it was answered
     * @param who name of the caller
     * @param operation what was asked for, as the contract of the API calls it
     * @param target on what: a path
     * @param status how it was answered, as HTTP says it
     */
    record Entry(long number, Instant at, String who, String operation, String target, int status) {}

    /** Notes an attempt, with the time that it is now. Repeated, it is another entry. Text that is too long is cut. */
    void note(String who, String operation, String target, int status);

    /** Entries, the newest first; only those with a smaller number than {@code before}, which need not be that of an entry. */
    List<Entry> entries(OptionalLong before, int limit);
}
