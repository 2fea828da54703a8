package dev.trikk.api.http;

import dev.trikk.api.Refused;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody may ask: so many times a minute, and as many at once. Safe for several threads. */
final class Rates {
    private static final int MOST = 10_000;

    private final int perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    Rates(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * Counts once more.
     *
     * @throws Refused when it is too often
     */
    void take(String who) {
        if (!bucket(who).tryConsume(1)) {
            throw new Refused(
                    429,
                    "That is more than " + perMinute + " requests a minute; trikk.http.rate says how many may be.");
        }
    }

    private synchronized Bucket bucket(String who) {
        return buckets.computeIfAbsent(who, fresh -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build());
    }
}
