package dev.trikk.http;

/** The other side has answered, and asking again would get the same answer. */
public final class HttpRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status HTTP's number */
    public HttpRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    /** HTTP's number. */
    public int status() {
        return status;
    }
}
