package dev.trikk.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.event.Event;
import dev.trikk.ledger.Records.Numbered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GaplessTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    @Test
    void events_that_follow_each_other_are_told() {
        assertThat(told(4, at(5, 0), at(6, 0))).containsExactly(5L, 6L);
    }

    @Test
    void an_event_whose_forerunner_may_still_be_on_its_way_waits() {
        assertThat(told(4, at(5, 0), at(7, 1))).containsExactly(5L);
        assertThat(told(4, at(6, 1))).isEmpty();
    }

    @Test
    void what_has_not_come_after_a_while_never_will() {
        assertThat(told(4, at(6, 3), at(9, 3), at(10, 0))).containsExactly(6L, 9L, 10L);
    }

    private static List<Long> told(long after, Numbered... found) {
        return Gapless.of(List.of(found), after, NOW).stream()
                .map(Numbered::number)
                .toList();
    }

    private static Numbered at(long number, long secondsAgo) {
        return new Numbered(
                number,
                new Event("e" + number, Event.Type.STARTED, Optional.empty(), NOW.minusSeconds(secondsAgo), Map.of()));
    }
}
