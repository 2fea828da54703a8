package dev.trikk.inventory;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * In which portions the pairs of a pool are rotated.
 *
 * @param batch pairs that are rotated together
 * @param canary a first, smaller batch, after which the deployment is held
 * @param gather how long the first rotation of a deployment waits for others that are on their way to it; zero for never
 */
public record Rollout(Share batch, Optional<Canary> canary, Duration gather) {
    /** Time to gather where the inventory says nothing. */
    public static final Duration GATHER = Duration.ofSeconds(30);

    /** One pair after the other. */
    public static final Rollout PAIR_BY_PAIR = new Rollout(new Share(1, false), Optional.empty());

    /** With the usual time to gather. */
    public Rollout(Share batch, Optional<Canary> canary) {
        this(batch, canary, GATHER);
    }

    /** Plans that were made before there was a time to gather have none. */
    public Rollout {
        gather = Objects.requireNonNullElse(gather, GATHER);
    }

    /**
     * A first batch that is watched before the others follow.
     *
     * @param batch its pairs
     * @param bake how long it is watched; without it, until a person approves
     */
    public record Canary(Share batch, Optional<Duration> bake) {}
}
