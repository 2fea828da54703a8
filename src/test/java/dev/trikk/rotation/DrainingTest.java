package dev.trikk.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.rotation.Draining.Decision;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainingTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @Test
    void three_zeros_in_a_row_are_quiet() {
        assertThat(after(4, 0, 0).decision()).isEqualTo(Decision.WAIT);
        assertThat(after(4, 0, 0, 0).decision()).isEqualTo(Decision.DONE);
    }

    @Test
    void a_session_in_between_starts_the_count_again() {
        assertThat(after(0, 0, 1, 0, 0).decision()).isEqualTo(Decision.WAIT);
        assertThat(after(0, 0, 1, 0, 0, 0).decision()).isEqualTo(Decision.DONE);
    }

    @Test
    void the_deadline_ends_it_with_the_sessions_left() {
        Draining draining = Draining.until(DEADLINE).next(7, DEADLINE.minusMillis(1));

        assertThat(draining.decision()).isEqualTo(Decision.WAIT);
        assertThat(draining.next(5, DEADLINE))
                .extracting(Draining::decision, Draining::sessions)
                .containsExactly(Decision.DEADLINE, 5);
    }

    @Test
    void the_last_zero_counts_even_when_it_comes_late() {
        assertThat(after(0, 0).next(0, DEADLINE.plusSeconds(1)).decision()).isEqualTo(Decision.DONE);
    }

    @Test
    void what_is_decided_stays_decided() {
        Draining done = after(0, 0, 0);

        assertThat(done.next(3, DEADLINE)).isEqualTo(done);
    }

    /** One count a second. */
    private static Draining after(int... counts) {
        Draining draining = Draining.until(DEADLINE);
        for (int second = 0; second < counts.length; second++) {
            draining = draining.next(counts[second], Duration.ofSeconds(second));
        }
        return draining;
    }
}
