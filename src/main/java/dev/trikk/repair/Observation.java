package dev.trikk.repair;

import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.PausedStage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How things stand. Its parts were looked at one after the other, so what one of them says may be over when another is read.
 *
 * @param now when it was looked at
 * @param lanes who is active in every lane that is taken; looked at before the deployments, as the dead letters are
 * @param unfinished deployments that are not over, oldest first; of those that wait, the first of each lane is enough
 * @param withMessage deployments for which a message is in a queue or in work; of those that stand still at least
 * @param drained members that are out of rotation as far as the ledger knows, oldest first
 * @param inRotation of those that nobody works on: whether the balancer gives them traffic; not there when it did not say
 * @param dead messages that were given up
 * @param alarms those that are open
 * @param paused stages that stand still because a person wants it
 * @param doorway who waits although its lane is free, by its environment's rules
 */
public record Observation(
        Instant now,
        Map<Lane, String> lanes,
        List<Deployment> unfinished,
        Set<String> withMessage,
        List<Drained> drained,
        Map<Drained, Boolean> inRotation,
        List<DeadLetter> dead,
        List<Alarm> alarms,
        List<PausedStage> paused,
        Doorway doorway) {

    /** One of environments without rules. */
    public Observation(
            Instant now,
            Map<Lane, String> lanes,
            List<Deployment> unfinished,
            Set<String> withMessage,
            List<Drained> drained,
            Map<Drained, Boolean> inRotation,
            List<DeadLetter> dead,
            List<Alarm> alarms,
            List<PausedStage> paused) {
        this(now, lanes, unfinished, withMessage, drained, inRotation, dead, alarms, paused, Doorway.EMPTY);
    }

    /** Whether an alarm is open. */
    boolean isOpen(String key) {
        return alarms.stream().anyMatch(alarm -> alarm.key().equals(key));
    }

    /** Whether a deployment stands still because a person has paused its stage. */
    boolean isPaused(Deployment deployment) {
        return paused.stream().anyMatch(stage -> stage.isNextOf(deployment));
    }

    /** A deployment that is not over. */
    Optional<Deployment> unfinished(String id) {
        return unfinished.stream()
                .filter(deployment -> deployment.id().equals(id))
                .findFirst();
    }
}
