package dev.trikk.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SharePropertiesTest {

    @Property
    void a_share_is_at_least_one_and_at_most_all(
            @ForAll @IntRange(min = 1, max = 100) int amount,
            @ForAll boolean percent,
            @ForAll @IntRange(min = 1, max = 5_000) int pairs) {
        assertThat(new Share(amount, percent).of(pairs)).isBetween(1, pairs);
    }

    @Property
    void a_part_is_never_more_than_it_says_where_that_is_one_or_more(
            @ForAll @IntRange(min = 1, max = 100) int percent, @ForAll @IntRange(min = 1, max = 5_000) int pairs) {
        int part = new Share(percent, true).of(pairs);

        assertThat(part == 1 || part * 100 <= percent * pairs).isTrue();
        assertThat((part + 1) * 100).isGreaterThan(percent * pairs);
    }

    @Property
    void a_number_is_taken_as_it_is_where_there_are_so_many(
            @ForAll @IntRange(min = 1, max = 100) int amount, @ForAll @IntRange(min = 1, max = 5_000) int pairs) {
        assertThat(new Share(amount, false).of(pairs)).isEqualTo(Math.min(amount, pairs));
    }
}
