package dev.trikk.outage;

/**
 * Something outside of Trikk is away: the database, a load balancer, a repository, a server. Nothing is wrong with the work
 * itself. It is tried again for as long as the outage lasts, and a person is told what it waits for.
 */
public abstract class Outage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    /**
     * An outage.
     *
     * @param what is away, as it reads after "waits for": {@code the ledger}
     * @param message what was noticed
     */
    protected Outage(String what, String message, Throwable cause) {
        super(message, cause);
        this.what = what;
    }

    /** What is away, as it reads after "waits for". */
    public final String what() {
        return what;
    }
}
