package dev.trikk.notify;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Once a day, by the clock on the wall. Where that clock is put forward or back, a day has 23 or 25 hours. Pure.
 *
 * @param at when a day ends and the next one begins
 * @param zone whose clock it is
 */
public record Daily(LocalTime at, ZoneId zone) {

    /** The zone of this machine. */
    public static final String HERE = ZoneId.systemDefault().getId();

    /**
     * A day that is over.
     *
     * @param from its first moment
     * @param to the first moment after it
     */
    public record Day(Instant from, Instant to) {}

    /**
     * As an inventory writes it.
     *
     * @param at {@code 07:30}
     * @param zone {@code Europe/Oslo}
     * @throws IllegalArgumentException when one of them is none
     */
    public static Daily of(String at, String zone) {
        try {
            return new Daily(LocalTime.parse(at), ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + at + "\" in \"" + zone + "\" is no time in a zone such as 07:30 in Europe/Oslo", e);
        }
    }

    /** The last day that is over. */
    public Day last(Instant now) {
        ZonedDateTime today = now.atZone(zone).with(at);
        ZonedDateTime end = today.toInstant().isAfter(now) ? today.minusDays(1).with(at) : today;
        return new Day(end.minusDays(1).with(at).toInstant(), end.toInstant());
    }
}
