package dev.trikk.notify;

import dev.trikk.remote.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values in the words in which people read them; no reader needs to see a colour. */
final class Words {
    private static final int NAMES = 100;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** {@code 1.2 s}, {@code 3 min 20 s}, {@code 1 h 5 min}. Rounds before it chooses units: there is no 60.0 s. */
    static String duration(Duration duration) {
        long tenths = Math.round(duration.toMillis() / 100.0);
        if (tenths < 600) {
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** {@code 2026-03-01 12:00 UTC}. */
    static String time(Instant time) {
        return MINUTES.format(time);
    }

    /** Who asked, and who sent that, where it is known and another: the first can be written by anybody. */
    static Optional<String> asker(Optional<String> requestedBy, Optional<String> caller) {
        Optional<String> other = caller.filter(sender -> !requestedBy.equals(Optional.of(sender)));
        return requestedBy
                .map(Excerpt::oneLine)
                .map(who -> who
                        + other.map(sender -> " (sent by " + Excerpt.oneLine(sender) + ")")
                                .orElse(""))
                .or(() -> other.map(Excerpt::oneLine));
    }

    /** The names in one line; of a large fleet the first ones and how many more there are. */
    static String names(List<String> names) {
        if (names.size() <= NAMES) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, NAMES)) + " and " + (names.size() - NAMES) + " more";
    }

    /** For a narrow column: {@code ok}, {@code FAILED exit 1}. */
    static String brief(Outcome outcome) {
        return switch (outcome.status()) {
            case OK -> "ok";
            case FAILED -> "FAILED exit " + outcome.exitCode();
            case TIMED_OUT -> "FAILED timed out";
            case UNREACHABLE -> "FAILED unreachable";
            case REFUSED -> "FAILED refused";
            case LOST -> "FAILED lost";
        };
    }

    /** What it means for the server. */
    static String full(Outcome outcome) {
        return switch (outcome.status()) {
            case OK -> "done";
            case FAILED -> "failed with exit code " + outcome.exitCode();
            case TIMED_OUT -> "did not end before its deadline, and was ended";
            case UNREACHABLE -> "the server could not be reached; nothing ran";
            case REFUSED -> "the server or its host key was refused; nothing ran";
            case LOST -> "the connection broke half-way; it may have done all, some or nothing";
        };
    }
}
