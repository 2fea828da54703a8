package dev.trikk.release.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.release.Versions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishTest {
    private static final Versions LISTED = new Versions(
            List.of("1.2", "1.10", "1.9", "2.0-SNAPSHOT", "2.0-rc-1", "1.10.1-SNAPSHOT", "2.1", "3.0-SNAPSHOT"),
            MavenCatalog.ORDER);

    @ParameterizedTest
    @CsvSource({
        "'[1.2,2.0)', 2.0-rc-1",
        "'[1.2,1.10]', 1.10",
        "'[1.2,1.10)', 1.9",
        "'(1.2,1.9]', 1.9",
        "'[1.9]', 1.9",
        "'(,2.0)', 2.0-rc-1",
        "'[2.1,)', 2.1",
        "'[1.2,1.9),(2.0,)', 2.1",
        "'[2.0-alpha-1,2.0-SNAPSHOT]', 2.0-SNAPSHOT",
    })
    void the_newest_of_a_range_is_the_one_that_maven_says(String range, String newest) {
        assertThat(Wish.among(LISTED, range)).first().isEqualTo(newest);
    }

    @Test
    void a_range_holds_snapshots_only_if_a_bound_names_one() {
        assertThat(Wish.among(LISTED, "[1.10,3.0)")).containsExactly("2.1", "2.0-rc-1", "1.10");
        assertThat(Wish.among(LISTED, "[1.10,3.0-SNAPSHOT]"))
                .containsExactly("3.0-SNAPSHOT", "2.1", "2.0-SNAPSHOT", "2.0-rc-1", "1.10.1-SNAPSHOT", "1.10");
    }

    @Test
    void the_latest_may_be_a_snapshot_and_the_release_never_is() {
        assertThat(Wish.among(LISTED, "latest")).first().isEqualTo("3.0-SNAPSHOT");
        assertThat(Wish.among(LISTED, "release")).first().isEqualTo("2.1");
    }
}
