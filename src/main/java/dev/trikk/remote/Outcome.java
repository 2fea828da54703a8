package dev.trikk.remote;

import java.time.Duration;

/**
 * What happened when a script was sent to a server. Going wrong is data here, not an exception: the stage judges all
 * outcomes of a step at once.
 *
 * @param status how it ended
 * @param exitCode the script's exit code when it ran to its end, else -1
 * @param stdout what it printed, cut at the size limit
 * @param stderr what it complained about, or why it never ran; cut at the size limit
 * @param duration from asking for the session to the end
 */
public record Outcome(Status status, int exitCode, String stdout, String stderr, Duration duration) {

    /** How a script ended. */
    public enum Status {
        /** Ran to its end with exit code 0. */
        OK,
        /** Ran to its end with another exit code. */
        FAILED,
        /** Did not end before its deadline; it may still be running for the moment that the server needs to end it. */
        TIMED_OUT,
        /** Nothing ran: no connection, or it broke before the script was sent. */
        UNREACHABLE,
        /** Nothing ran: the server's host key is unknown or has changed, or it did not let us in. */
        REFUSED,
        /** The connection broke after the script was sent: it may have done all, some or nothing. */
        LOST
    }

    /** Whether it did what it should. */
    public boolean isOk() {
        return status == Status.OK;
    }

    /** A good outcome. */
    public static Outcome ok(String stdout, Duration duration) {
        return new Outcome(Status.OK, 0, stdout, "", duration);
    }

    /** An outcome where no exit code came back. */
    public static Outcome without(Status status, String why, Duration duration) {
        return new Outcome(status, -1, "", why, duration);
    }

    /** One line for a person: what went wrong. */
    public String explanation() {
        return switch (status) {
            case OK -> "done";
            case FAILED -> "failed with exit code " + exitCode + ": " + lastLine();
            case TIMED_OUT -> "did not end in time: " + lastLine();
            case UNREACHABLE -> "unreachable: " + lastLine();
            case REFUSED -> "refused: " + lastLine();
            case LOST -> "connection lost half-way: " + lastLine();
        };
    }

    private String lastLine() {
        String text = stderr.isBlank() ? stdout : stderr;
        return text.strip().lines().reduce("", (before, line) -> line);
    }
}
