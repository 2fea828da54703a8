package dev.trikk.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {

    private static final Comparator<String> BY_LENGTH = Comparator.comparing(String::length);

    @Test
    void the_newest_is_what_the_given_order_says_and_not_what_was_listed_last() {
        Versions versions = versions("1", "1.10.0", "1.9");

        List<String> newestFirst = versions.newestFirst();

        assertThat(newestFirst).containsExactly("1.10.0", "1.9", "1");
    }

    @Test
    void a_release_is_never_a_snapshot_in_either_form() {
        Versions versions = versions("1.0", "1.1-SNAPSHOT", "1.1-20260321.003003-5");

        assertThat(versions.releases()).containsExactly("1.0");
    }

    @Test
    void a_build_does_not_know_the_time_that_the_repository_gave_it() {
        assertThat(Versions.built("1.1-20260321.003003-5")).isEqualTo("1.1-SNAPSHOT");
        assertThat(Versions.built("20260321.003003-5")).isEqualTo("SNAPSHOT");
        assertThat(Versions.built("1.1-SNAPSHOT")).isEqualTo("1.1-SNAPSHOT");
        assertThat(Versions.built("1.4.2")).isEqualTo("1.4.2");
    }

    @Test
    void snapshots_alone_make_no_release() {
        Versions versions = versions("1.1-SNAPSHOT");

        assertThat(versions.releases()).isEmpty();
    }

    @Test
    void versions_that_the_order_calls_equal_come_out_the_same_however_they_are_listed() {
        assertThat(versions("1.0", "2.0", "1.5").newestFirst())
                .isEqualTo(versions("1.5", "1.0", "2.0").newestFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "9;reboot", "9 9", "$(id)", "", "-rf", "9\n", "9/9", "9'", ".9", "é9"})
    void a_listed_version_that_could_harm_a_path_or_a_command_is_left_out(String hostile) {
        Versions versions = versions("1", hostile);

        assertThat(versions.newestFirst()).containsExactly("1");
    }

    @Test
    void a_version_of_more_than_a_hundred_characters_is_left_out() {
        assertThat(versions("1".repeat(101), "2".repeat(100)).newestFirst()).containsExactly("2".repeat(100));
    }

    @Test
    void the_versions_around_a_wanted_one_are_near_it() {
        Versions versions = versions("1", "22", "333", "4444", "55555", "666666", "7777777");

        assertThat(versions.near("xxxx", 3)).containsExactly("55555", "4444", "333");
        assertThat(versions.near("xxxxxxxxx", 3)).containsExactly("7777777", "666666", "55555");
        assertThat(versions.near("", 3)).containsExactly("333", "22", "1");
        assertThat(versions.near("xxxx", 9)).hasSize(7);
    }

    private static Versions versions(String... listed) {
        return new Versions(List.of(listed), BY_LENGTH);
    }
}
