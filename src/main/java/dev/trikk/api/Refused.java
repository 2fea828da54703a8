package dev.trikk.api;

import dev.trikk.request.Problem;
import java.util.List;

/** What came over HTTP is refused, and nothing was done. The message is a sentence for the sender and says what to do. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<Problem> problems;

    /**
     * Refuses.
     *
     * @param status of HTTP, from 400 to 499
     */
    public Refused(int status, String message) {
        this(status, message, List.of());
    }

    /**
     * Refuses with all reasons.
     *
     * @param status of HTTP, from 400 to 499
     * @param problems what is wrong where
     */
    public Refused(int status, String message, List<Problem> problems) {
        super(message);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** What is wrong where; empty when the message says it all. */
    public List<Problem> problems() {
        return problems;
    }
}
