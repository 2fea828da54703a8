package dev.trikk.outage;

import java.time.Duration;
import java.util.Optional;

/**
 * Something outside of Trikk is away: the database, a load balancer, a repository, a server. Nothing is wrong with the work
 * itself. It is tried again for as long as the outage lasts, and a person is told what it waits for.
 */
public abstract class Outage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final transient Optional<Duration> after;

    /**
     * An outage of which nobody says how long it lasts.
     *
     * @param what is away, as it reads after "waits for": {@code the ledger}
     * @param message what was noticed
     */
    protected Outage(String what, String message, Throwable cause) {
        this(what, message, Optional.empty(), cause);
    }

    /**
     * An outage.
     *
     * @param what is away, as it reads after "waits for"
     * @param message what was noticed
     * @param after how long the other side asks to wait, if it does
     */
    protected Outage(String what, String message, Optional<Duration> after, Throwable cause) {
        super(message, cause);
        this.what = what;
        this.after = after;
    }

    /** What is away, as it reads after "waits for". */
    public final String what() {
        return what;
    }

    /** How long the other side asks to wait, if it does. */
    public final Optional<Duration> after() {
        return after;
    }
}
