package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Schedule;
import dev.trikk.inventory.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * Times that begin whenever a cron expression says so, and last for so long by the clock on the wall: 64 hours from Friday 16:00
 * end on Monday 08:00, also where clocks change between them. Times that overlap are one.
 */
record CronSchedule(CronExpression cron, Duration length, ZoneId zone) implements Schedule {
    /** The clock on the wall is set by hours at most. */
    private static final Duration MARGIN = Duration.ofDays(1);

    /** Times that never cease to overlap end here, as far as anybody is told. */
    private static final Duration FAR = Duration.ofDays(366);

    /**
     * The schedule of a classic cron expression.
     *
     * @param fields minute, hour, day of the month, month, day of the week
     * @throws IllegalArgumentException when it is none
     */
    static CronSchedule of(String fields, Duration length, ZoneId zone) {
        if (fields.trim().split("\\s+").length != 5) {
            throw new IllegalArgumentException("it must have five fields");
        }
        return new CronSchedule(CronExpression.parse("0 " + fields.trim()), length, zone);
    }

    @Override
    public Optional<Instant> endOf(Instant moment) {
        LocalDateTime start =
                cron.next(LocalDateTime.ofInstant(moment, zone).minus(length).minus(MARGIN));
        Instant end = null;
        while (start != null && !isAfter(start, end == null ? moment : end)) {
            Instant itsEnd = WallClock.end(start.plus(length), zone);
            if (itsEnd.isAfter(moment)) {
                end = end == null || itsEnd.isAfter(end) ? itsEnd : end;
            }
            if (end != null && end.isAfter(moment.plus(FAR))) {
                break;
            }
            start = cron.next(start);
        }
        return Optional.ofNullable(end);
    }

    private boolean isAfter(LocalDateTime start, Instant moment) {
        return WallClock.start(start, zone).isAfter(moment);
    }
}
