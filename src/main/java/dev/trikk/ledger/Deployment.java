package dev.trikk.ledger;

import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import dev.trikk.request.DeployRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * One run that puts one release on one environment, as the ledger holds it.
 *
 * @param id Trikk's name for it, short enough to type: {@code shop-17}
 * @param request what was asked for
 * @param plan what is done
 * @param state where it stands
 * @param cursor index of the step that is next or under way
 * @param epoch raised whenever a step is begun; a server refuses a script with an older one
 * @param ending how it ended
 * @param reason why it waits, or why it ended as it did; empty when there is nothing to say
 * @param acceptedAt when its request was accepted
 * @param startedAt when its first step could begin
 * @param endedAt when it ended
 */
public record Deployment(
        String id,
        DeployRequest request,
        Plan plan,
        State state,
        int cursor,
        long epoch,
        Optional<Ending> ending,
        String reason,
        Instant acceptedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    /** Where a deployment stands. */
    public enum State {
        /** Accepted; another deployment of its lane is active. */
        WAITING,
        /** On its way. */
        ACTIVE,
        /** Over. */
        ENDED
    }

    /** How a deployment ended. Only the first is a success. */
    public enum Ending {
        /** Every server runs what it should. */
        SUCCEEDED,
        /** It went wrong, and no server was left on the new release. */
        FAILED,
        /** It went wrong, and servers were left on the new release, or may have been. */
        PARTIAL
    }

    /** The step that is next or under way. */
    public Step step() {
        return plan.steps().get(cursor);
    }

    /** The lane it rides in. */
    public Lane lane() {
        return new Lane(plan.application().name(), plan.environment().name());
    }
}
