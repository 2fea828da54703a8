package dev.trikk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "0s, PT0S"})
    void these_forms_are_read(String text, Duration duration) {
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "30 s", "-1s", "1.5h", "1d", "PT5M", "5M", "9999999999s"})
    void other_forms_are_not(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
