package dev.trikk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("shop", "shipping", "billing");

    @ParameterizedTest
    @CsvSource({"shpo, shop", "shoop, shop", "SHOP, shop", "shiping, shipping", "biling, billing", "x,", "mailing,"})
    void a_near_name_is_suggested_and_a_far_one_is_not(String written, String suggested) {
        assertThat(Nearest.to(written, KNOWN).orElse(null)).isEqualTo(suggested);
    }

    @Test
    void the_suggestion_ends_the_sentence() {
        assertThat(Nearest.question("shoop", KNOWN)).isEqualTo("; did you mean shop?");
        assertThat(Nearest.question("warehouse", KNOWN)).isEqualTo(".");
    }

    @Test
    void a_very_long_text_is_not_even_compared() {
        assertThat(Nearest.to("shop".repeat(10_000), KNOWN)).isEmpty();
    }
}
