package dev.trikk.notify.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkupTest {
    private static final String HOSTILE = "h1. {code}[~boss] *now* \\\\ !http://x/y.png! & ??";

    private static Story story(String line) {
        return new Story(
                "FAILED", "shop_1-17", "https://t/1", "trikk:a:b", List.of(line), "(shop_1-17:7 x)", "1", "2026-03-01");
    }

    @Test
    void text_has_no_meaning_in_wiki_markup() {
        assertThat(Markup.escaped(HOSTILE))
                .isEqualTo("h1&#46; \\{code\\}\\[\\~boss\\] \\*now\\* &#92;&#92; \\!http://x/y.png\\! &amp; \\?\\?");
    }

    @Test
    void text_is_text_in_a_document() {
        JsonNode body = Markup.comment(story(HOSTILE), true);

        assertThat(body.path("content").path(2).path("content").path(0))
                .hasToString("{\"type\":\"text\",\"text\":\"h1. {code}[~boss] *now* \\\\\\\\ !http://x/y.png! & ??\"}");
    }

    @Test
    void a_marker_is_found_in_both_forms_and_is_not_taken_for_another() {
        assertThat(Markup.holds(Markup.comment(story("x"), true), "(shop_1-17:7 x)"))
                .isTrue();
        assertThat(Markup.holds(Markup.comment(story("x"), false), "(shop_1-17:7 x)"))
                .isTrue();
        assertThat(Markup.holds(Markup.comment(story("x"), false), "(shop_1-17:7"))
                .isTrue();
        assertThat(Markup.holds(Markup.comment(story("x"), false), "(shop_1-17:70 x)"))
                .isFalse();
    }
}
