package dev.trikk.notify.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SectionTest {
    private static final String OPEN = "<ac:structured-macro ac:name=\"details\" ac:schema-version=\"1\">";
    private static final String MINE =
            OPEN + "<ac:parameter ac:name=\"id\">trikk-prod</ac:parameter><ac:rich-text-body>";
    private static final String END = "</ac:rich-text-body></ac:structured-macro>";

    private final Section section = new Section("trikk-prod");

    @Test
    void only_the_section_of_that_id_is_replaced() {
        String other = MINE.replace("trikk-prod", "trikk-prod2") + "<p>theirs</p>" + END;
        String plain = OPEN + "<ac:rich-text-body><p>none</p>" + END;

        assertThat(section.in(other + MINE + "<p>old</p>" + END + plain, "<p>new</p>"))
                .isEqualTo(other + MINE + "<p>new</p>" + END + plain);
    }

    @Test
    void a_macro_within_the_section_does_not_end_it() {
        String nested = OPEN + END + "<ac:structured-macro ac:name=\"toc\" /><!-- </ac:structured-macro> -->"
                + "<ac:structured-macro ac:name=\"a>b\"><ac:plain-text-body><![CDATA[</ac:structured-macro>]]>"
                + "</ac:plain-text-body></ac:structured-macro>";

        assertThat(section.in("a" + MINE + nested + END + "b", "c")).isEqualTo("a" + MINE + "c" + END + "b");
    }

    @Test
    void a_section_within_an_example_or_a_macro_of_others_is_told_apart() {
        String example = "<![CDATA[" + MINE + END + "]]>";
        String panel = "<ac:structured-macro ac:name=\"panel\"><ac:rich-text-body>";

        assertThat(section.in(example + panel + MINE + "old" + END + END, "new"))
                .isEqualTo(example + panel + MINE + "new" + END + END);
    }

    @Test
    void other_quotes_and_parameters_are_understood() {
        String laidOut =
                "<ac:structured-macro ac:macro-id='1' ac:name='details'>\n <ac:parameter ac:name=\"hidden\">false"
                        + "</ac:parameter> <ac:parameter ac:name='id'>trikk-prod</ac:parameter><ac:rich-text-body>old"
                        + END;

        assertThat(section.in("x" + laidOut + "y", "new")).isEqualTo("x" + MINE + "new" + END + "y");
    }

    @Test
    void a_page_with_a_layout_gets_a_layout_section() {
        assertThat(section.in("<ac:layout><ac:layout-section/></ac:layout>\n", "new"))
                .isEqualTo("<ac:layout><ac:layout-section/><ac:layout-section ac:type=\"single\"><ac:layout-cell>"
                        + MINE + "new" + END + "</ac:layout-cell></ac:layout-section></ac:layout>\n");
    }

    @Test
    void a_section_without_an_end_is_no_page() {
        assertThatThrownBy(() -> section.in(MINE + "<p>old</p>", "new")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_section_says_the_same_in_another_layout() {
        String page =
                MINE + "<table class=\"wide\"><tbody><tr><td>O’Hara&nbsp;&amp; \n1.0</td></tr></tbody></table>" + END;

        assertThat(section.says(page.replace("&nbsp;", " "), "<table><tr><td>O’Hara &amp; 1.0</td></tr></table>"))
                .isTrue();
        assertThat(section.says(page, "<table><tr><td>O’Hara &amp; 1.1</td></tr></table>"))
                .isFalse();
        assertThat(section.says("<p>nothing</p>", "x")).isFalse();
    }

    @Test
    void text_of_others_is_text_in_the_table() {
        assertThat(Table.escaped("<b>&amp;\"'\u0000\ufffe]]>"))
                .isEqualTo("&lt;b&gt;&amp;amp;&quot;&#39;&lt;U+0000&gt;&lt;U+FFFE&gt;]]&gt;");
        assertThat(ConfluenceStub.isWellFormed(Table.escaped("<b>&amp;\"'\u0000\ufffe]]>")))
                .isTrue();
    }
}
