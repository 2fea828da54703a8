package dev.trikk.inventory;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * That an environment takes nothing new now.
 *
 * @param until when that ends; without, when a person ends it
 * @param reason why
 * @param rollbacks whether it may be put back meanwhile
 * @param zone in which its end is told
 */
public record Closed(Optional<Instant> until, String reason, boolean rollbacks, ZoneId zone) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);

    /**
     * Of several the one that lasts longest: what ends before it lets nobody in.
     *
     * @param rollback whether somebody wants to put the environment back
     */
    public static Optional<Closed> longest(List<Closed> all, boolean rollback) {
        return all.stream()
                .filter(closed -> !rollback || !closed.rollbacks())
                .max(Comparator.comparing(closed -> closed.until().orElse(Instant.MAX)));
    }

    /** {@code until 2026-12-27 08:00 Europe/Oslo (Christmas)}. */
    public String inWords() {
        return until.map(end -> "until " + MINUTES.format(end.atZone(zone))).orElse("until somebody thaws it") + " ("
                + reason + ")";
    }
}
