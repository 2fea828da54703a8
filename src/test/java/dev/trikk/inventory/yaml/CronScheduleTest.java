package dev.trikk.inventory.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a freeze by cron begins and ends, on the days on which clocks change, too. */
class CronScheduleTest {
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final CronSchedule WEEKENDS = CronSchedule.of("0 16 * * FRI", Duration.ofHours(64), OSLO);

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T15:59:59, ",
        "2026-11-27T16:00:00, 2026-11-30T08:00",
        "2026-11-30T07:59:59, 2026-11-30T08:00",
        "2026-11-30T08:00:00, ",
        // clocks are set forward in the night to Sunday 2026-03-29, and back in that to 2026-10-25
        "2026-03-27T16:00:00, 2026-03-30T08:00",
        "2026-03-30T07:59:59, 2026-03-30T08:00",
        "2026-03-30T08:00:00, ",
        "2026-10-23T15:59:59, ",
        "2026-10-26T07:59:59, 2026-10-26T08:00",
        "2026-10-26T08:00:00, "
    })
    void a_weekend_ends_on_Monday_at_eight_whatever_the_clocks_do(LocalDateTime now, LocalDateTime end) {
        assertThat(WEEKENDS.endOf(now.atZone(OSLO).toInstant()).map(instant -> LocalDateTime.ofInstant(instant, OSLO)))
                .isEqualTo(java.util.Optional.ofNullable(end));
    }

    @Test
    void a_freeze_that_begins_in_the_hour_that_is_left_out_begins_when_the_clock_jumps() {
        CronSchedule night = CronSchedule.of("30 2 * * *", Duration.ofHours(2), OSLO);
        Instant jump = Instant.parse("2026-03-29T01:00:00Z");

        assertThat(night.endOf(jump.minusSeconds(1))).isEmpty();
        assertThat(night.endOf(jump)).contains(Instant.parse("2026-03-29T02:30:00Z"));
    }

    @Test
    void a_freeze_that_ends_in_the_hour_that_comes_twice_ends_when_it_comes_last() {
        CronSchedule night = CronSchedule.of("30 0 * * *", Duration.ofHours(2), OSLO);

        assertThat(night.endOf(Instant.parse("2026-10-25T00:45:00Z"))).contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void times_that_overlap_are_one() {
        CronSchedule days = CronSchedule.of("0 8 * * MON-FRI", Duration.ofHours(24), OSLO);

        assertThat(days.endOf(ZonedDateTime.of(2026, 11, 23, 9, 0, 0, 0, OSLO).toInstant()))
                .contains(ZonedDateTime.of(2026, 11, 28, 8, 0, 0, 0, OSLO).toInstant());
    }

    @Test
    void times_that_never_cease_to_overlap_have_an_end_in_a_year() {
        CronSchedule always = CronSchedule.of("0 * * * *", Duration.ofHours(2), OSLO);
        Instant now = Instant.parse("2026-11-23T12:00:00Z");

        assertThat(always.endOf(now))
                .hasValueSatisfying(end -> assertThat(end).isAfter(now.plus(Duration.ofDays(365))));
    }

    @Property(tries = 300)
    void every_minute_of_two_years_is_frozen_if_and_only_if_the_clock_on_the_wall_shows_a_weekend(
            @ForAll @IntRange(max = 2 * 366 * 24 * 60) int minutes) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(minutes));
        LocalDateTime shown = LocalDateTime.ofInstant(now, OSLO);
        boolean weekend =
                switch (shown.getDayOfWeek()) {
                    case FRIDAY -> shown.getHour() >= 16;
                    case SATURDAY, SUNDAY -> true;
                    case MONDAY -> shown.getHour() < 8;
                    case TUESDAY, WEDNESDAY, THURSDAY -> false;
                };

        assertThat(WEEKENDS.endOf(now).isPresent()).isEqualTo(weekend);
    }
}
