package dev.trikk.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.Fixtures;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Releases.UnknownRelease;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentReleasesTest {
    private static final Application SHOP = Fixtures.anApplication("shop");
    private static final Repository REPOSITORY =
            Repository.open("releases", URI.create("http://artifacts.example.org/"), Optional.empty());

    private Instant now = Instant.EPOCH;
    private final InstantSource time = () -> now;
    private final List<String> asked = new ArrayList<>();
    private final RecentReleases recent = new RecentReleases(this::answer, time.withZone(ZoneOffset.UTC));

    @Test
    void an_exact_release_is_asked_for_once_in_a_few_minutes() {
        Release first = recent.resolve(SHOP, REPOSITORY, "2.0");
        now = now.plus(Duration.ofMinutes(4));

        assertThat(recent.resolve(SHOP, REPOSITORY, "2.0")).isEqualTo(first);
        assertThat(asked).containsExactly("2.0");

        now = now.plus(Duration.ofMinutes(2));
        recent.resolve(SHOP, REPOSITORY, "2.0");
        assertThat(asked).containsExactly("2.0", "2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "release", "2.1-SNAPSHOT", "[1.0,2.0)", "(,2.0]"})
    void what_may_change_is_asked_for_every_time(String version) {
        recent.resolve(SHOP, REPOSITORY, version);
        recent.resolve(SHOP, REPOSITORY, version);

        assertThat(asked).hasSize(2);
    }

    @Test
    void what_was_not_found_is_asked_for_again() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> recent.resolve(SHOP, REPOSITORY, "0")).isInstanceOf(UnknownRelease.class);
        }

        assertThat(asked).hasSize(2);
    }

    @Test
    void what_is_remembered_is_bounded_and_never_that_of_another_application() {
        for (int i = 1; i <= RecentReleases.MOST + 1; i++) {
            recent.resolve(SHOP, REPOSITORY, "1." + i);
        }
        recent.resolve(SHOP, REPOSITORY, "1.1");
        recent.resolve(Fixtures.anApplication("parking"), REPOSITORY, "1.1");

        assertThat(asked).hasSize(RecentReleases.MOST + 3).endsWith("1.1", "1.1");
    }

    private Release answer(Application application, Repository repository, String version) {
        asked.add(version);
        if (version.equals("0")) {
            throw new UnknownRelease("no such release");
        }
        return Fixtures.aRelease(application.name(), version.replaceAll("[^0-9A-Za-z.-]", "-"));
    }
}
