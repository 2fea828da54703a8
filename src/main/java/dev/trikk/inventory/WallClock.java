package dev.trikk.inventory;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** What the clock on a wall says, as moments: it leaves out an hour in spring, and shows one twice in autumn. Pure. */
public final class WallClock {
    private WallClock() {}

    /** When the clock shows that time first, or a later one where it leaves it out. */
    public static Instant start(LocalDateTime shown, ZoneId zone) {
        return gap(shown, zone, shown.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
    }

    /** When the clock shows that time last, or a later one where it leaves it out. */
    public static Instant end(LocalDateTime shown, ZoneId zone) {
        return gap(shown, zone, shown.atZone(zone).withLaterOffsetAtOverlap().toInstant());
    }

    /** Java would move a time that is left out by the length of the gap, to one that the clock has passed already. */
    private static Instant gap(LocalDateTime shown, ZoneId zone, Instant otherwise) {
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        return change != null && change.isGap() ? change.getInstant() : otherwise;
    }
}
