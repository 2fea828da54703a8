package dev.trikk.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {

    @ParameterizedTest
    @CsvSource({
        "shop, '\"shop\"'",
        "blåbær 🚋, '\"blåbær 🚋\"'",
        "'a\nb', '\"a<U+000A>b\"'",
        "a\u001b[2Jb, '\"a<U+001B>[2Jb\"'",
        "a\u202eb, '\"a<U+202E>b\"'",
        "a\u200bb, '\"a<U+200B>b\"'",
        "a\ud800b, '\"a<U+D800>b\"'",
    })
    void what_does_not_print_is_shown_as_its_code(String value, String shown) {
        assertThat(Quoted.of(value)).isEqualTo(shown);
    }

    @Test
    void a_long_value_is_cut() {
        assertThat(Quoted.of("x".repeat(10_000))).isEqualTo('"' + "x".repeat(60) + "…\"");
        assertThat(Quoted.of("x".repeat(60))).isEqualTo('"' + "x".repeat(60) + '"');
    }
}
