package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static final String THIRTY =
            IntStream.rangeClosed(1, 30).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());

    @Test
    void a_short_text_is_shown_whole() {
        Excerpt excerpt = Excerpt.endOf("one\ntwo\n\n");

        assertThat(excerpt.lines()).containsExactly("one", "two");
        assertThat(excerpt.isCut()).isFalse();
    }

    @Test
    void of_a_long_output_the_last_20_lines_are_shown() {
        Excerpt excerpt = Excerpt.endOf(THIRTY);

        assertThat(excerpt.lines()).hasSize(20).startsWith("line 11").endsWith("line 30");
        assertThat(excerpt.total()).isEqualTo(30);
        assertThat(excerpt.isCut()).isTrue();
    }

    @Test
    void of_what_a_person_wrote_the_first_20_lines_are_shown() {
        assertThat(Excerpt.startOf(THIRTY).lines())
                .hasSize(20)
                .startsWith("line 1")
                .endsWith("line 20");
    }

    @Test
    void a_megabyte_in_one_line_becomes_200_characters() {
        assertThat(Excerpt.endOf("x".repeat(1_000_000)).lines()).containsExactly("x".repeat(199) + "…");
    }

    @Test
    void a_character_of_two_halves_is_not_cut_in_two() {
        String rockets = "\ud83d\ude80".repeat(3);

        assertThat(Excerpt.cut(rockets, 3)).isEqualTo(rockets);
        assertThat(Excerpt.cut(rockets, 2)).isEqualTo("\ud83d\ude80…");
    }

    @Test
    void an_empty_output_is_empty() {
        assertThat(Excerpt.endOf(" \n\n").isEmpty()).isTrue();
    }
}
