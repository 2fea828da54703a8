package dev.trikk.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened. Published in order, at least once; who must not act twice keeps the ids.
 *
 * @param id stable: the same event published twice has the same one
 * @param type what happened
 * @param deployment to which deployment; none for a rejected request
 * @param at when
 * @param data the particulars, by name
 */
public record Event(String id, Type type, Optional<String> deployment, Instant at, Map<String, String> data) {

    /** What can happen. */
    public enum Type {
        /** A request became a deployment. */
        ACCEPTED,
        /** A request was refused; {@code reasons} says why, a line each. */
        REJECTED,
        /** A deployment left its lane. */
        STARTED,
        /** A step was done or went wrong: {@code step}, {@code stage}, {@code ok}, {@code summary}. */
        STEPPED,
        /** A deployment stands still and waits: {@code reason}, {@code until}. */
        HELD,
        /** A person is needed, or should know: {@code alarm}, {@code text}. */
        ALARM,
        /** What an alarm was about is over: {@code alarm}, {@code text}. */
        ALL_CLEAR,
        /** A deployment is over: {@code ending}, {@code reason}. */
        ENDED,
        /** A train is over, and so is every deployment of it: {@code train}, {@code ending}, {@code reason}. */
        TRAIN_ENDED
    }
}
