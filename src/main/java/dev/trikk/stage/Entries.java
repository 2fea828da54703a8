package dev.trikk.stage;

import dev.trikk.inventory.Pair;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Drained.Hand;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Rotations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the ledger says about members that are out of rotation, and about who may move them. */
final class Entries {
    private final Ledger ledger;
    private final Rotations rotations;
    private final Clock clock;

    Entries(Ledger ledger, Rotations rotations, Clock clock) {
        this.ledger = ledger;
        this.rotations = rotations;
        this.clock = clock;
    }

    /**
     * Notes that a pair is out, or will be in a moment.
     *
     * @param whose on whose behalf
     * @param longest after that time somebody must look
     */
    void note(Convoy convoy, Pair pair, Trip whose, Duration longest) {
        Instant now = clock.instant();
        rotations.drained(new Drained(
                convoy.environment(), convoy.pool().name(), pair.member(), whose.deployment(), now, now.plus(longest)));
    }

    /** Notes that a pair is back. */
    void clear(Convoy convoy, Pair pair) {
        rotations.restored(convoy.environment(), convoy.pool().name(), pair.member());
    }

    /** Who has taken a pair out by hand. */
    Optional<Hand> hand(Convoy convoy, Pair pair) {
        return entry(convoy, pair).flatMap(Drained::hand);
    }

    /** On whose behalf a pair is out. */
    Optional<Deployment> whose(Convoy convoy, Pair pair) {
        return entry(convoy, pair).flatMap(entry -> ledger.find(entry.deployment()));
    }

    private Optional<Drained> entry(Convoy convoy, Pair pair) {
        return rotations.drained().stream()
                .filter(entry -> entry.isIn(convoy.environment(), convoy.pool().name()))
                .filter(entry -> entry.member().equals(pair.member()))
                .findFirst();
    }

    /**
     * Whoever was frozen and wakes up must not move members under the attempt that has taken over.
     *
     * @throws StaleEpoch when another attempt at the step has begun
     */
    void requireNewest(Convoy convoy) {
        Boarding boarding = convoy.leader().boarding();
        Deployment mine = boarding.deployment();
        boolean isNewest = ledger.find(mine.id())
                .filter(now -> now.epoch() == mine.epoch() && now.cursor() == boarding.step())
                .isPresent();
        if (!isNewest) {
            throw new StaleEpoch(
                    mine.id() + " step " + boarding.step() + " was begun again by another: it is left to that one");
        }
    }
}
