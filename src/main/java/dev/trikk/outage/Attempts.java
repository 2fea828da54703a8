package dev.trikk.outage;

import java.time.Duration;
import java.time.Instant;

/**
 * The attempts at one piece of work that an outage has broken off so far.
 *
 * @param count how many
 * @param since when the first one began
 */
public record Attempts(int count, Instant since) {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** One more has been broken off. */
    public Attempts another() {
        return new Attempts(count + 1, since);
    }

    /** How long to wait before the next one: one second after the first, then twice as long each time, a minute at most. */
    public Duration delay() {
        Duration doubled = Duration.ofSeconds(1L << Math.min(Math.max(count - 1, 0), 6));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** For how long it has been tried. */
    public Duration lasted(Instant now) {
        return Duration.between(since, now);
    }

    /** The wait in words, for the ledger and for people. */
    public String inWords(Outage outage) {
        return "waits for " + outage.what() + ": " + outage.getMessage() + "; tried " + times() + " since " + since;
    }

    private String times() {
        return count == 1 ? "once" : count + " times";
    }
}
