package dev.trikk.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.health.HealthPolicy.State;
import dev.trikk.health.HealthPolicy.Verdict;
import dev.trikk.health.Probe.Answer;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthWatchTest {
    private static final URI APP = URI.create("http://127.0.0.1:9001/health");
    private static final HealthPolicy POLICY = new HealthPolicy(2, Optional.empty(), Duration.ofSeconds(10));

    private final Pauses time = new Pauses();
    private final List<Duration> asked = new ArrayList<>();
    private final List<Duration> patience = new ArrayList<>();

    @Test
    void an_application_that_is_up_is_asked_at_once_and_once_more() {
        Verdict verdict = watch(Duration.ZERO, Duration.ZERO);

        assertThat(verdict.state()).isEqualTo(State.UP);
        assertThat(asked).containsExactly(Duration.ZERO, Duration.ofMillis(200));
    }

    @Test
    void one_that_starts_is_asked_more_and_more_seldom_and_then_quickly_again() {
        Verdict verdict = watch(Duration.ofSeconds(4), Duration.ZERO);

        assertThat(verdict.state()).isEqualTo(State.UP);
        assertThat(asked.stream().map(Duration::toMillis))
                .containsExactly(0L, 200L, 500L, 950L, 1625L, 2625L, 3625L, 4625L, 4825L);
    }

    @Test
    void one_that_never_comes_is_down_at_the_deadline() {
        Verdict verdict = watch(Duration.ofDays(1), Duration.ZERO);

        assertThat(verdict.state()).isEqualTo(State.DOWN);
        assertThat(verdict.sentence()).isEqualTo("not up within 10 s: no answer: refused");
        assertThat(time.passed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }

    @Test
    void a_question_never_waits_much_longer_than_the_deadline() {
        watch(Duration.ofDays(1), Duration.ofSeconds(3));

        assertThat(patience)
                .startsWith(Duration.ofSeconds(5))
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) <= 0);
        assertThat(patience.get(patience.size() - 1)).isEqualTo(Duration.ofMillis(200));
    }

    private Verdict watch(Duration upAfter, Duration answerTakes) {
        Probe probe = (url, timeout) -> {
            asked.add(time.passed());
            patience.add(timeout);
            time.pause(answerTakes);
            return time.passed().compareTo(upAfter) < 0 ? new Answer(0, "refused") : new Answer(200, "ok");
        };
        return new HealthWatch(probe, time, time).watch(APP, POLICY);
    }
}
