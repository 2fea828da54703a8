package dev.trikk.cli;

import dev.trikk.text.Durations;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/** A moment to come, as people write it. */
final class Until {
    private Until() {}

    static Instant parse(String text, Clock clock) {
        return Durations.parse(text).map(clock.instant()::plus).orElseGet(() -> time(text, clock));
    }

    private static Instant time(String text, Clock clock) {
        String joined = text.strip().replace(' ', 'T');
        try {
            return OffsetDateTime.parse(joined).toInstant();
        } catch (DateTimeException withoutOffset) {
            try {
                return LocalDateTime.parse(joined).atZone(clock.getZone()).toInstant();
            } catch (DateTimeException noTime) {
                throw new Trouble(
                        Exit.USAGE,
                        "\"" + text + "\" is no time; write 2026-12-24T18:00, 2026-12-24T17:00:00Z or "
                                + Durations.FORMS + ".");
            }
        }
    }
}
