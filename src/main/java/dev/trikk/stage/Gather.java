package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Rotations;
import dev.trikk.rotation.Gathering;
import dev.trikk.rotation.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets a rotation wait a little for those who are on their way to it, so that one rotation serves them all. */
final class Gather {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Rotations rotations;
    private final Pause pause;
    private final Clock clock;

    Gather(Rotations rotations, Pause pause, Clock clock) {
        this.rotations = rotations;
        this.pause = pause;
        this.clock = clock;
    }

    /** Blocks for the pool's time to gather at most; not at all when nobody is on the way. */
    void await(Boarding boarding) {
        Deployment deployment = boarding.deployment();
        Gathering gathering = Gathering.of(deployment.plan(), boarding.step());
        Instant start = clock.instant();
        while (gathering.waits()) {
            int coming = rotations.comingTo(deployment).size();
            gathering = gathering.next(coming, Duration.between(start, clock.instant()));
            if (gathering.waits()) {
                pause.pause(BETWEEN_LOOKS);
            }
        }
    }
}
