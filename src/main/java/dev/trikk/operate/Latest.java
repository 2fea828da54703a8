package dev.trikk.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen last of something that may be away.
 *
 * @param value what it was; nothing when it was never seen
 * @param at when
 * @param trouble why it could not be seen since; empty when the last look went well
 */
record Latest<T>(Optional<T> value, Instant at, String trouble) {
    /** What is older says nothing about now. Longer than some looks and what one may take. */
    private static final Duration OLD = Duration.ofSeconds(20);

    static <T> Latest<T> never(Instant now) {
        return new Latest<>(Optional.empty(), now, "nobody has looked yet");
    }

    Latest<T> failed(String why) {
        return new Latest<>(value, at, why);
    }

    Optional<T> fresh(Instant now) {
        return value.filter(any -> now.isBefore(at.plus(OLD)));
    }

    /** How it is, for {@code what}: in words for a person. */
    Check check(String what, Instant now) {
        boolean isWell = trouble.isEmpty() && fresh(now).isPresent();
        return new Check(
                what,
                isWell,
                isWell ? "answers" : "has not answered since " + at + (trouble.isEmpty() ? "" : ": " + trouble));
    }
}
