package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.notify.Daily.Day;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DailyTest {
    private final Daily daily = Daily.of("07:30", "Europe/Oslo");

    @Test
    void before_its_time_the_last_day_is_that_of_yesterday() {
        assertThat(daily.last(Instant.parse("2026-11-28T06:29:59Z")))
                .isEqualTo(day("2026-11-26T06:30:00Z", "2026-11-27T06:30:00Z"));
    }

    @Test
    void from_its_time_on_it_is_that_of_today() {
        assertThat(daily.last(Instant.parse("2026-11-28T06:30:00Z")))
                .isEqualTo(day("2026-11-27T06:30:00Z", "2026-11-28T06:30:00Z"));
        assertThat(daily.last(Instant.parse("2026-11-28T23:59:00Z")))
                .isEqualTo(day("2026-11-27T06:30:00Z", "2026-11-28T06:30:00Z"));
    }

    @Test
    void where_the_clock_was_put_back_no_hour_is_left_out() {
        Day day = daily.last(Instant.parse("2026-10-25T12:00:00Z"));

        assertThat(day).isEqualTo(day("2026-10-24T05:30:00Z", "2026-10-25T06:30:00Z"));
        assertThat(Duration.between(day.from(), day.to())).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void days_follow_each_other_without_a_gap() {
        Instant now = Instant.parse("2026-03-27T12:00:00Z");
        for (int i = 0; i < 4; i++) {
            Day today = daily.last(now);
            now = now.plus(Duration.ofDays(1));
            assertThat(daily.last(now).from()).isEqualTo(today.to());
        }
    }

    @Test
    void a_time_or_a_zone_that_is_none_is_told() {
        assertThatThrownBy(() -> Daily.of("25:00", "Europe/Oslo")).hasMessageContaining("\"25:00\"");
        assertThatThrownBy(() -> Daily.of("07:30", "Europe/Olso"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"07:30\" in \"Europe/Olso\" is no time in a zone such as 07:30 in Europe/Oslo");
    }

    private static Day day(String from, String to) {
        return new Day(Instant.parse(from), Instant.parse(to));
    }
}
