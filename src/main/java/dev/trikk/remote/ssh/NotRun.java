package dev.trikk.remote.ssh;

import dev.trikk.remote.Outcome.Status;

/** Nothing was sent to the server, and why, in a sentence that says what to do. */
final class NotRun extends Exception {
    private static final long serialVersionUID = 1;

    private final Status status;

    private NotRun(Status status, String why, Throwable cause) {
        super(why, cause);
        this.status = status;
    }

    static NotRun unreachable(String why, Throwable cause) {
        return new NotRun(Status.UNREACHABLE, why, cause);
    }

    static NotRun unreachable(String why) {
        return new NotRun(Status.UNREACHABLE, why, null);
    }

    static NotRun refused(String why, Throwable cause) {
        return new NotRun(Status.REFUSED, why, cause);
    }

    Status status() {
        return status;
    }
}
