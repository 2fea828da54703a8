package dev.trikk.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a person must look at, or should know. It is open until what it is about is over.
 *
 * @param key what it is about; one alarm for one thing
 * @param kind what kind of thing
 * @param deployment whose, if it is one's
 * @param text for a person: what is wrong, and what to type
 * @param since when it was raised
 */
public record Alarm(String key, Kind kind, Optional<String> deployment, String text, Instant since) {

    /** What can be wrong. {@code docs/operations.md} says of each what it means and what to do. */
    public enum Kind {
        /** A stage gave up on a message, which lies in a dead letter queue. */
        PARKED,
        /** Something outside is away, and deployments have been waiting for it for long. */
        WAITING,
        /** A member is out of rotation, and nobody is at work on it. */
        LEFT_OUT,
        /** A deployment has not moved for long, although it has its message. */
        SLOW,
        /** What must always be so was not, and was repaired. */
        REPAIRED
    }
}
