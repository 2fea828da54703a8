package dev.trikk.ledger.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Audit.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who has changed what over the API. */
interface AuditContract {
    Books books();

    /** The books after a restart. */
    LedgerDatabase reopened();

    @Test
    default void what_was_noted_is_read_back_as_it_was() {
        books().clock.pause(Duration.ofNanos(123_456_000));
        Instant at = books().clock.instant();
        books().audit.note("Kåre O'Hara", "commandDeployment", "/api/deployments/shop-1'; drop table audit; --", 202);

        reopened();

        assertThat(all()).satisfiesExactly(entry -> {
            assertThat(entry.at()).isEqualTo(at);
            assertThat(entry.who()).isEqualTo("Kåre O'Hara");
            assertThat(entry.operation()).isEqualTo("commandDeployment");
            assertThat(entry.target()).isEqualTo("/api/deployments/shop-1'; drop table audit; --");
            assertThat(entry.status()).isEqualTo(202);
        });
    }

    @Test
    default void what_was_noted_last_comes_first_even_when_a_clock_was_set_back() {
        note("first");
        books().clock.pause(Duration.ofHours(-1));
        note("second");

        assertThat(all()).extracting(Entry::target).containsExactly("second", "first");
        assertThat(all().get(0).at()).isBefore(all().get(1).at());
    }

    @Test
    default void the_same_attempt_again_is_another_entry() {
        note("again");
        note("again");

        assertThat(all()).hasSize(2).extracting(Entry::number).doesNotHaveDuplicates();
    }

    @Test
    default void nothing_noted_is_no_entry() {
        assertThat(all()).isEmpty();
        assertThat(books().audit.entries(OptionalLong.of(1), 10)).isEmpty();
    }

    @Test
    default void pages_of_the_audit_meet_while_more_is_noted_between_them() {
        IntStream.range(0, 5).forEach(i -> note("t" + i));

        List<Entry> first = books().audit.entries(OptionalLong.empty(), 2);
        note("later");
        List<Entry> second = after(first, 2);
        note("later still");
        List<Entry> third = after(second, 2);

        assertThat(Stream.of(first, second, third).flatMap(List::stream))
                .extracting(Entry::target)
                .containsExactly("t4", "t3", "t2", "t1", "t0");
        assertThat(after(third, 2)).isEmpty();
    }

    @Test
    default void a_page_of_the_audit_is_as_long_as_wanted_or_as_what_there_is() {
        note("one");
        note("two");

        assertThat(books().audit.entries(OptionalLong.empty(), 0)).isEmpty();
        assertThat(books().audit.entries(OptionalLong.empty(), 1)).hasSize(1);
        assertThat(books().audit.entries(OptionalLong.empty(), 201)).hasSize(2);
    }

    @Test
    default void a_number_that_no_entry_has_only_says_where_to_begin() {
        note("one");
        note("two");

        assertThat(books().audit.entries(OptionalLong.of(Long.MAX_VALUE), 10)).isEqualTo(all());
        assertThat(books().audit.entries(OptionalLong.of(-1), 10)).isEmpty();
    }

    @Test
    default void text_that_is_too_long_is_cut_and_not_lost() {
        books().audit.note("w".repeat(101), "o".repeat(65), "/" + "t".repeat(5000), 422);

        assertThat(all()).satisfiesExactly(entry -> {
            assertThat(entry.who()).isEqualTo("w".repeat(100));
            assertThat(entry.operation()).isEqualTo("o".repeat(64));
            assertThat(entry.target()).isEqualTo("/" + "t".repeat(999));
        });
    }

    @Test
    default void text_is_cut_between_characters_and_no_character_of_it_is_refused() {
        books().audit.note("w".repeat(99) + "\uD83D\uDE80", "read\0Me", "/api/\uD83D\uDE80", 200);

        assertThat(all()).satisfiesExactly(entry -> {
            assertThat(entry.who()).isEqualTo("w".repeat(99));
            assertThat(entry.operation()).isEqualTo("read\uFFFDMe");
            assertThat(entry.target()).isEqualTo("/api/\uD83D\uDE80");
        });
    }

    @Test
    default void many_threads_note_each_their_own() {
        IntStream.range(0, 40).parallel().forEach(i -> note("t" + i));

        assertThat(all())
                .extracting(Entry::target)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "t" + i).toList());
    }

    private void note(String target) {
        books().audit.note("kari", "commandDeployment", target, 200);
    }

    private List<Entry> all() {
        return books().audit.entries(OptionalLong.empty(), 1000);
    }

    private List<Entry> after(List<Entry> page, int limit) {
        return books().audit.entries(OptionalLong.of(page.get(page.size() - 1).number()), limit);
    }
}
