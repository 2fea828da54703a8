package dev.trikk.inventory;

import java.time.Duration;
import java.util.Optional;

/**
 * In which portions the pairs of a pool are rotated.
 *
 * @param batch pairs that are rotated together
 * @param canary a first, smaller batch, after which the deployment is held
 */
public record Rollout(Share batch, Optional<Canary> canary) {
    /** One pair after the other. */
    public static final Rollout PAIR_BY_PAIR = new Rollout(new Share(1, false), Optional.empty());

    /**
     * A first batch that is watched before the others follow.
     *
     * @param batch its pairs
     * @param bake how long it is watched; without it, until a person approves
     */
    public record Canary(Share batch, Optional<Duration> bake) {}
}
