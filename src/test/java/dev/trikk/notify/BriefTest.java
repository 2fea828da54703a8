package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Brief.Named;
import dev.trikk.notify.Brief.Sentence;
import dev.trikk.notify.Brief.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BriefTest {
    private static final Markup BARE = new Markup() {
        @Override
        public String plain(String text) {
            return text;
        }

        @Override
        public String strong(String text) {
            return text;
        }

        @Override
        public String code(String text) {
            return text;
        }
    };

    @ParameterizedTest
    @EnumSource(Deployment.Ending.class)
    void every_ending_has_a_brief_that_begins_with_it(Deployment.Ending ending) {
        assertThat(brief(Notices.ended(ending)).title()).isEqualTo(ending + " shop 1.4.2 -> production");
    }

    @Test
    void the_end_of_a_deployment_says_who_asked_for_what_and_how_long_it_took() {
        assertThat(brief(Notices.ended()).parts())
                .containsExactly(
                        new Named("Deployment", "shop-17"),
                        new Named("Asked for by", "kari@example.org"),
                        new Named("Comment", "Blåbærsyltetøy für alle and a second line"),
                        new Named("Issues", "SHOP-1, SHOP-23"),
                        new Named("Release", "1.4.2"),
                        new Named("Before", "1.4.1 (proxy1, app1), 1.4.0 (app2), no release (batch1)"),
                        new Named(
                                "When",
                                "2026-03-01 12:00 UTC to 2026-03-01 12:03 UTC, 3 min 20 s, after waiting 1 min 5 s"));
    }

    @Test
    void a_failure_says_where_and_what_to_type() {
        assertThat(brief(Notices.ended(Deployment.Ending.PARTIAL)).parts())
                .contains(
                        new Named("Went wrong", "app2 (restart)"),
                        new Named("Left out of rotation", "proxy2"),
                        new Typed(
                                "trikk control retry shop-17",
                                "When the cause is gone, finish it on the other servers:"));
    }

    @Test
    void what_is_told_of_one_deployment_has_one_thread_and_a_key_each() {
        Brief held = brief(Notices.held());
        Brief ended = brief(Notices.ended());

        assertThat(ended.thread()).isEqualTo(held.thread());
        assertThat(ended.key())
                .isNotEqualTo(held.key())
                .isEqualTo(brief(Notices.ended()).key());
    }

    @Test
    void an_alarm_and_its_end_have_one_thread() {
        assertThat(brief(Notices.alarm()).thread())
                .isEqualTo(brief(Notices.allClear()).thread());
        assertThat(brief(Notices.alarm()).title()).isEqualTo("ALARM production/main/proxy2");
    }

    @Test
    void what_happens_on_the_way_has_none() {
        assertThat(Brief.of(Notices.stepped())).isEmpty();
    }

    @Test
    void nothing_is_hidden_in_it() {
        assertThat(brief(Notices.rejected("a\u202eb\u0000c\u200bd")).parts())
                .contains(new Sentence("a\\u202eb\\u0000c\\u200bd"));
    }

    @Test
    void what_does_not_fit_is_left_out_and_the_commands_last() {
        Brief brief = new Brief(
                "k",
                "t",
                Headline.FAILED,
                "shop",
                List.of(
                        new Named("A", "1"),
                        new Sentence("a very long sentence that does not fit"),
                        new Named("B", "2"),
                        new Typed("trikk control retry shop-17", "Again:")));

        assertThat(brief.text(BARE, 45)).isEqualTo("A: 1\nB: 2\nAgain: trikk control retry shop-17");
        assertThat(brief.text(BARE, 36)).isEqualTo("Again: trikk control retry shop-17");
        assertThat(brief.text(BARE, 10)).isEqualTo("A: 1\nB: 2");
        assertThat(brief.text(BARE, 1000).lines()).hasSize(4);
    }

    private static Brief brief(Notice notice) {
        return Brief.of(notice).orElseThrow();
    }
}
