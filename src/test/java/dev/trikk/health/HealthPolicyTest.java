package dev.trikk.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.health.HealthPolicy.State;
import dev.trikk.health.HealthPolicy.Verdict;
import dev.trikk.health.Probe.Answer;
import dev.trikk.inventory.Health;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthPolicyTest {
    private static final Duration EARLY = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Answer GOOD = new Answer(200, "ok 1.4.2");
    private static final Answer BAD = new Answer(503, "starting");

    private final HealthPolicy policy = new HealthPolicy(2, Optional.of("ok 1.4.2"), LATE);

    @Test
    void enough_good_answers_in_a_row_are_up() {
        assertThat(after(GOOD).state()).isEqualTo(State.WAIT);
        assertThat(after(GOOD, GOOD)).isEqualTo(new Verdict(State.UP, 2, "up, answered 200: ok 1.4.2"));
    }

    @Test
    void a_bad_answer_starts_the_count_again() {
        assertThat(after(GOOD, BAD, GOOD))
                .isEqualTo(new Verdict(State.WAIT, 1, "1 of 2 good answers, answered 200: ok 1.4.2"));
        assertThat(after(GOOD, BAD, GOOD, GOOD).state()).isEqualTo(State.UP);
    }

    @Test
    void only_success_is_good_and_a_redirect_is_none() {
        assertThat(after(new Answer(199, "ok 1.4.2")).good()).isZero();
        assertThat(after(new Answer(299, "ok 1.4.2")).good()).isOne();
        assertThat(after(new Answer(302, "ok 1.4.2")).good()).isZero();
    }

    @Test
    void the_answer_of_another_version_is_not_good() {
        assertThat(after(new Answer(200, "ok 1.4.1")).sentence())
                .isEqualTo("0 of 2 good answers, answered 200 without 'ok 1.4.2': ok 1.4.1");
    }

    @Test
    void time_is_over_with_the_last_answer_in_the_sentence() {
        assertThat(policy.next(policy.start(), BAD, LATE))
                .isEqualTo(new Verdict(State.DOWN, 0, "not up within 60 s: answered 503: starting"));
        assertThat(policy.next(policy.start(), new Answer(0, "Connection refused"), LATE)
                        .sentence())
                .isEqualTo("not up within 60 s: no answer: Connection refused");
        assertThat(policy.next(policy.start(), GOOD, LATE).sentence())
                .isEqualTo("not up within 60 s: only 1 of 2 good answers in a row, answered 200: ok 1.4.2");
    }

    @Test
    void the_last_good_answer_counts_even_when_it_comes_late() {
        assertThat(policy.next(after(GOOD), GOOD, LATE.plusMillis(1)).state()).isEqualTo(State.UP);
    }

    @Test
    void a_long_answer_is_quoted_on_one_line_and_briefly() {
        String sentence =
                after(new Answer(500, "<html>\n  <b>\t" + "x".repeat(9_000))).sentence();

        assertThat(sentence).contains("<html> <b> xxx").hasSizeLessThan(300).endsWith("...");
    }

    @Test
    void the_inventory_may_expect_the_version_deployed() {
        Health health = new Health(9001, "/health", Optional.empty(), Optional.of("ok ${version}"), 2, LATE);

        assertThat(HealthPolicy.of(health, "1.4.2")).isEqualTo(policy);
    }

    @Test
    void asking_for_no_good_answer_is_a_mistake() {
        assertThatThrownBy(() -> new HealthPolicy(0, Optional.empty(), LATE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Verdict after(Answer... answers) {
        Verdict verdict = policy.start();
        for (Answer answer : answers) {
            verdict = policy.next(verdict, answer, EARLY);
        }
        return verdict;
    }
}
