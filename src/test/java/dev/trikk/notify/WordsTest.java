package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Outcome;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "40, 0.0 s",
        "1240, 1.2 s",
        "59949, 59.9 s",
        "59960, 1 min 0 s",
        "200000, 3 min 20 s",
        "3599400, 59 min 59 s",
        "3599600, 1 h 0 min",
        "3929000, 1 h 5 min",
        "172800000, 48 h 0 min"
    })
    void durations_are_rounded_before_their_units_are_chosen(long millis, String words) {
        assertThat(Words.duration(Duration.ofMillis(millis))).isEqualTo(words);
    }

    @Test
    void times_are_utc_and_say_so() {
        assertThat(Words.time(Shop.NOON)).isEqualTo("2026-03-01 12:00 UTC");
    }

    @Test
    void a_long_list_of_names_says_how_many_are_left_out() {
        String names = Words.names(
                IntStream.rangeClosed(1, 103).mapToObj(n -> "app" + n).toList());

        assertThat(names).startsWith("app1, app2, ").endsWith(", app100 and 3 more");
    }

    @ParameterizedTest
    @EnumSource
    void every_outcome_has_words_that_fit_in_the_column(Outcome.Status status) {
        Outcome outcome = Outcome.without(status, "", Duration.ZERO);

        assertThat(Words.brief(outcome)).hasSizeBetween(2, 18);
        assertThat(Words.brief(outcome).startsWith("FAILED")).isEqualTo(!outcome.isOk());
        assertThat(Words.full(outcome)).isNotBlank();
    }
}
