package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapeTest {

    @Test
    void what_html_would_obey_is_text_again() {
        assertThat(Escape.html("<a href=\"x\" title='y'>&amp;</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    }

    @Test
    void what_cannot_be_seen_is_written_out() {
        assertThat(Escape.html("a\r\n\tb\u0000\u001b\u007f\u0085"))
                .isEqualTo("a\\r\\n\\tb\\u0000\\u001b\\u007f\\u0085");
        assertThat(Escape.visible("\u202egpj.exe\u2028\u2029\u200b\u2066\ufeff"))
                .isEqualTo("\\u202egpj.exe\\u2028\\u2029\\u200b\\u2066\\ufeff");
    }

    @Test
    void half_characters_are_written_out_and_whole_ones_stay() {
        assertThat(Escape.visible("\ud83d | \ude80 | \ud83d\ude80")).isEqualTo("\\ud83d | \\ude80 | \ud83d\ude80");
    }

    @Test
    void letters_of_all_languages_stay() {
        assertThat(Escape.html("Blåbærsyltetøy für alle, 部署")).isEqualTo("Blåbærsyltetøy für alle, 部署");
    }
}
