package dev.trikk.cli.http;

/** There is no daemon that answers as the contract says: it is down, far away, or something else is at its address. */
public final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    private Unreachable(String why, boolean passing) {
        super(why);
        this.passing = passing;
    }

    /** What will not be otherwise in a moment. */
    static Unreachable lasting(String why) {
        return new Unreachable(why, false);
    }

    /** What may be over in a moment, such as a connection that broke. */
    static Unreachable passing(String why) {
        return new Unreachable(why, true);
    }

    /** Whether it may be over in a moment. */
    public boolean isPassing() {
        return passing;
    }
}
