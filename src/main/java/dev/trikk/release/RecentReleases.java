package dev.trikk.release;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a few minutes which exact releases were found: they never change, and who floods the queue must not flood the
 * repository. What may change by the minute ({@code latest}, {@code release}, ranges, snapshots) and what was not found is asked for
 * every time. Safe for several threads.
 */
public final class RecentReleases implements Releases {
    static final int MOST = 1_000;
    static final Duration LIFE = Duration.ofMinutes(5);

    private final Releases releases;
    private final Clock clock;
    private final Map<Question, Found> found = new LinkedHashMap<>();

    private record Question(Application application, Repository repository, String version) {}

    private record Found(Release release, Instant until) {}

    /** @param releases who is asked */
    public RecentReleases(Releases releases, Clock clock) {
        this.releases = releases;
        this.clock = clock;
    }

    @Override
    public Release resolve(Application application, Repository repository, String version) {
        if (Versions.isMoving(version)) {
            return releases.resolve(application, repository, version);
        }
        Question question = new Question(application, repository, version);
        return recent(question).orElseGet(() -> {
            Release release = releases.resolve(application, repository, version);
            remember(question, release);
            return release;
        });
    }

    private synchronized Optional<Release> recent(Question question) {
        return Optional.ofNullable(found.get(question))
                .filter(one -> clock.instant().isBefore(one.until()))
                .map(Found::release);
    }

    private synchronized void remember(Question question, Release release) {
        if (found.size() >= MOST) {
            found.clear(); // it is asked for again, that is all
        }
        found.put(question, new Found(release, clock.instant().plus(LIFE)));
    }
}
