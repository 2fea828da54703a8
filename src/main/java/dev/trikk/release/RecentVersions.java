package dev.trikk.release;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Releases.RepositoryUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers lists of versions for a minute, because completion asks at every key; while the repository is away, an old list is
 * better than none, for a day. What is deployed is never looked up here. Safe for several threads.
 */
public final class RecentVersions implements Catalog {
    static final int MOST = 500;
    static final Duration LIFE = Duration.ofMinutes(1);
    static final Duration STALE = Duration.ofDays(1);
    /** So long a repository that is away is left alone, or every key would wait for its timeout. */
    static final Duration REST = Duration.ofSeconds(15);

    private final Catalog catalog;
    private final Clock clock;
    private final Map<Question, Listed> lists = new LinkedHashMap<>();

    private record Question(Application application, Repository repository) {}

    private record Listed(List<String> versions, Instant at, Instant askAgain) {}

    /** @param catalog who is asked */
    public RecentVersions(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public List<String> versions(Application application, Repository repository) {
        Question question = new Question(application, repository);
        Instant now = clock.instant();
        Listed known = known(question);
        if (known != null && now.isBefore(known.askAgain())) {
            return known.versions();
        }
        try {
            List<String> versions = List.copyOf(catalog.versions(application, repository));
            remember(question, new Listed(versions, now, now.plus(LIFE)));
            return versions;
        } catch (RepositoryUnavailable away) {
            if (known == null || now.isAfter(known.at().plus(STALE))) {
                throw away;
            }
            remember(question, new Listed(known.versions(), known.at(), now.plus(REST)));
            return known.versions();
        }
    }

    private synchronized Listed known(Question question) {
        return lists.get(question);
    }

    private synchronized void remember(Question question, Listed list) {
        if (lists.size() >= MOST && !lists.containsKey(question)) {
            lists.clear(); // it is asked for again, that is all
        }
        lists.put(question, list);
    }
}
