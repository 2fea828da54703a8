package dev.trikk.cli.view;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/** Times and durations in few columns. */
public final class Times {
    private Times() {}

    /** A time as the API writes it. */
    public static Optional<Instant> parse(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** How long ago, as {@code 12s}, {@code 3m}, {@code 5h} or {@code 2d}; empty where there is no time. */
    public static String age(String since, Instant now) {
        return parse(since).map(then -> age(Duration.between(then, now))).orElse("");
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }

    /** The time of day, {@code 12:00:01}. */
    public static String clock(String time, ZoneId zone) {
        return parse(time).map(at -> hours(at.atZone(zone))).orElse("--:--:--");
    }

    /** The day and the time, {@code 2026-03-01 12:00:01}. */
    public static String full(String time, ZoneId zone) {
        return parse(time)
                .map(at -> LocalDate.ofInstant(at, zone) + " " + hours(at.atZone(zone)))
                .orElse("");
    }

    private static String hours(ZonedDateTime time) {
        return two(time.getHour()) + ":" + two(time.getMinute()) + ":" + two(time.getSecond());
    }

    /** A running time, {@code 0:07} or {@code 1:02:03}. */
    public static String running(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        String hours = seconds >= 3600 ? seconds / 3600 + ":" : "";
        String minutes = hours.isEmpty() ? String.valueOf(seconds / 60) : two(seconds / 60 % 60);
        return hours + minutes + ":" + two(seconds % 60);
    }

    /** What something took, {@code 1.3 s}. */
    public static String took(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** What a deployment or train took, or has taken up to now; empty where it has not begun. */
    static Optional<Duration> elapsed(String from, String until, Instant now) {
        return parse(from).map(start -> Duration.between(start, parse(until).orElse(now)));
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
