package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Rollout;
import dev.trikk.inventory.Rollout.Canary;
import dev.trikk.inventory.Share;
import java.time.Duration;
import java.util.Optional;

/** Reads in which portions the pairs of a pool are rotated. */
final class RolloutReader {
    private static final Share ONE = new Share(1, false);

    private final Problems problems;
    private final int pairs;
    private final int floor;

    /**
     * For a pool.
     *
     * @param pairs how many it has
     * @param floor how many of them must stay in service
     */
    RolloutReader(Problems problems, int pairs, int floor) {
        this.problems = problems;
        this.pairs = pairs;
        this.floor = floor;
    }

    Rollout read(Fields pool) {
        Share batch = batch(pool);
        return new Rollout(batch, pool.fields("canary").map(this::canary), pool.time("gather", Rollout.GATHER));
    }

    private Canary canary(Fields fields) {
        Share batch = batch(fields);
        if (pairs > 0 && batch.of(pairs) >= pairs) {
            problems.at(
                    fields.at("batch"),
                    "The canary is all of " + pairs + " pairs, so nothing would be left to come after it.");
        }
        Optional<Duration> bake =
                fields.is("hold", "approval") ? Optional.empty() : Optional.of(fields.requiredDuration("hold"));
        fields.end();
        return new Canary(batch, bake);
    }

    /** Of pairs that are too few for themselves, minAvailable has complained already. */
    private Share batch(Fields fields) {
        Share batch = fields.share("batch", ONE);
        int staying = pairs - batch.of(Math.max(1, pairs));
        if (batch.of(Math.max(1, pairs)) > 1 && staying < floor) {
            problems.at(
                    fields.at("batch"),
                    "A batch of " + batch.of(pairs) + " of " + pairs + " pairs leaves " + staying
                            + " in service, but at least " + floor + " must stay, so it could never leave.");
        }
        return batch;
    }
}
