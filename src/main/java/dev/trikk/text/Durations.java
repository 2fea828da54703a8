package dev.trikk.text;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in Trikk's files. */
public final class Durations {
    /** The forms in words, for a sentence. */
    public static final String FORMS = "a duration such as 500ms, 30s, 5m or 2h";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    private Durations() {}

    /** Reads one of the forms; empty when it is none. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2))))
                : Optional.empty();
    }

    /** A bound for people, rounded up: {@code 90 s}, {@code 12 min}, {@code 2 h 5 min}. */
    public static String inWords(Duration duration) {
        long seconds = duration.plusMillis(999).toSeconds();
        if (seconds <= 120) {
            return seconds + " s";
        }
        long minutes = (seconds + 59) / 60;
        return minutes <= 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
