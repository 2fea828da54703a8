package dev.trikk.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Gathering begun = new Gathering(LONGEST, false, 0, true);

    @Test
    void nobody_on_the_way_is_no_reason_to_wait() {
        assertThat(begun.next(0, Duration.ZERO).waits()).isFalse();
    }

    @Test
    void somebody_on_the_way_is_waited_for() {
        assertThat(begun.next(1, Duration.ZERO).waits()).isTrue();
    }

    @Test
    void when_all_have_come_it_looks_a_little_longer_for_those_behind_them() {
        Gathering met = begun.next(2, Duration.ZERO);

        Gathering lull = met.next(0, SOON).next(0, SOON).next(0, SOON).next(0, SOON);

        assertThat(lull.waits()).isTrue();
        assertThat(lull.next(0, SOON).waits()).isFalse();
        assertThat(lull.next(1, SOON).next(0, SOON).waits()).isTrue();
    }

    @Test
    void time_ends_it_whoever_comes() {
        assertThat(begun.next(1, LONGEST).waits()).isFalse();
    }

    @Test
    void none_to_wait_is_no_wait() {
        assertThat(new Gathering(Duration.ZERO, false, 0, true)
                        .next(3, Duration.ZERO)
                        .waits())
                .isFalse();
    }

    @Test
    void what_is_over_stays_over() {
        assertThat(begun.next(0, SOON).next(1, SOON).waits()).isFalse();
    }
}
