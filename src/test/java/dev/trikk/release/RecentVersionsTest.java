package dev.trikk.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.Fixtures;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Releases.RepositoryUnavailable;
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

class RecentVersionsTest {
    private static final Application SHOP = Fixtures.anApplication("shop");
    private static final Repository REPOSITORY =
            Repository.open("releases", URI.create("http://artifacts.example.org/"), Optional.empty());

    private Instant now = Instant.EPOCH;
    private final InstantSource time = () -> now;
    private final List<String> asked = new ArrayList<>();
    private List<String> listed = List.of("1.1", "1.0");
    private RuntimeException trouble;
    private final RecentVersions recent = new RecentVersions(this::answer, time.withZone(ZoneOffset.UTC));

    @Test
    void a_list_is_asked_for_once_a_minute() {
        assertThat(versions()).containsExactly("1.1", "1.0");
        listed = List.of("1.2", "1.1", "1.0");

        assertThat(versions()).containsExactly("1.1", "1.0");
        assertThat(asked).hasSize(1);

        now = now.plus(RecentVersions.LIFE);
        assertThat(versions()).containsExactly("1.2", "1.1", "1.0");
    }

    @Test
    void while_the_repository_is_away_the_old_list_is_given_and_it_is_left_alone_for_a_while() {
        versions();
        trouble = new RepositoryUnavailable("away", null);
        now = now.plus(Duration.ofHours(1));

        assertThat(versions()).containsExactly("1.1", "1.0");
        assertThat(versions()).containsExactly("1.1", "1.0");
        assertThat(asked).hasSize(2);

        now = now.plus(RecentVersions.REST);
        trouble = null;
        listed = List.of("2.0");
        assertThat(versions()).containsExactly("2.0");
    }

    @Test
    void a_list_of_the_day_before_yesterday_is_none() {
        versions();
        trouble = new RepositoryUnavailable("away", null);
        now = now.plus(RecentVersions.STALE).plusSeconds(1);

        assertThatThrownBy(this::versions).isSameAs(trouble);
    }

    @Test
    void what_was_never_heard_and_what_is_refused_is_told() {
        trouble = new RepositoryUnavailable("away", null);
        assertThatThrownBy(this::versions).isSameAs(trouble);

        trouble = null;
        versions();
        now = now.plus(RecentVersions.LIFE);
        trouble = new UnknownRelease("status 403");
        assertThatThrownBy(this::versions).isSameAs(trouble);
    }

    @Test
    void what_is_remembered_is_bounded_and_never_that_of_another_application() {
        for (int i = 0; i <= RecentVersions.MOST; i++) {
            recent.versions(Fixtures.anApplication("shop" + i), REPOSITORY);
        }
        recent.versions(Fixtures.anApplication("shop0"), REPOSITORY);

        assertThat(asked).hasSize(RecentVersions.MOST + 2).endsWith("shop0");
    }

    private List<String> versions() {
        return recent.versions(SHOP, REPOSITORY);
    }

    private List<String> answer(Application application, Repository repository) {
        asked.add(application.name());
        if (trouble != null) {
            throw trouble;
        }
        return listed;
    }
}
