package dev.trikk.health;

import dev.trikk.health.HealthPolicy.State;
import dev.trikk.health.HealthPolicy.Verdict;
import dev.trikk.rotation.Pause;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks an application until it is up or the time is over. Changes nothing; safe for several threads. */
public final class HealthWatch {
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private final Probe probe;
    private final Pause pause;
    private final Clock clock;

    public HealthWatch(Probe probe, Pause pause, Clock clock) {
        this.probe = probe;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Asks at once, then after a short while, and ever more seldom while it is not well; after a good answer quickly again.
     * Blocks until the policy's deadline and one answer at most.
     *
     * @return UP or DOWN, never WAIT
     */
    public Verdict watch(URI url, HealthPolicy policy) {
        Instant start = clock.instant();
        Duration gap = SHORTEST;
        Verdict verdict = policy.start();
        while (true) {
            Duration left = policy.within().minus(since(start));
            verdict = policy.next(verdict, probe.ask(url, patience(left)), since(start));
            if (verdict.state() != State.WAIT) {
                return verdict;
            }
            pause.pause(verdict.good() > 0 ? SHORTEST : gap);
            gap = shorter(gap.multipliedBy(3).dividedBy(2), LONGEST);
        }
    }

    /** The last answer may come in late, but not by much. */
    private static Duration patience(Duration left) {
        Duration patience = shorter(left, LONGEST_ANSWER);
        return patience.compareTo(SHORTEST) < 0 ? SHORTEST : patience;
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
