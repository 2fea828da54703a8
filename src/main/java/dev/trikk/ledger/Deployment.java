package dev.trikk.ledger;

import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
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
 * @param wish what a person wants of it
 * @param ending how it ended
 * @param reason why it waits, or why it ended as it did; empty when there is nothing to say
 * @param waitsFor what its step at hand waits for; empty when nothing is away
 * @param heldUntil until when it is held, if time ends it
 * @param movedAt when it changed last
 * @param acceptedAt when its request was accepted
 * @param startedAt when its first step could begin
 * @param endedAt when it ended
 * @param train the train that it is part of
 */
public record Deployment(
        String id,
        DeployRequest request,
        Plan plan,
        State state,
        int cursor,
        long epoch,
        Optional<Wish> wish,
        Optional<Ending> ending,
        String reason,
        String waitsFor,
        Optional<Instant> heldUntil,
        Instant movedAt,
        Instant acceptedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> train) {

    /** One that is part of no train. */
    public Deployment(
            String id,
            DeployRequest request,
            Plan plan,
            State state,
            int cursor,
            long epoch,
            Optional<Wish> wish,
            Optional<Ending> ending,
            String reason,
            String waitsFor,
            Optional<Instant> heldUntil,
            Instant movedAt,
            Instant acceptedAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {
        this(
                id,
                request,
                plan,
                state,
                cursor,
                epoch,
                wish,
                ending,
                reason,
                waitsFor,
                heldUntil,
                movedAt,
                acceptedAt,
                startedAt,
                endedAt,
                Optional.empty());
    }

    /** Where a deployment stands. */
    public enum State {
        /** Accepted; another deployment of its lane is active. */
        WAITING,
        /** On its way. */
        ACTIVE,
        /** It stands still and costs nothing: until time has passed, until a person approves, or until one looks after it. */
        HELD,
        /** Over. */
        ENDED
    }

    /** How a deployment ended. Only the first is a success. */
    public enum Ending {
        /** Every server runs what it should. */
        SUCCEEDED,
        /** It went wrong, and every server that was touched runs what it ran before. */
        ROLLED_BACK,
        /** It went wrong before anything that runs was touched. */
        FAILED,
        /** A person ended it, and what it left is as that person wanted it. */
        CANCELLED,
        /** Some servers are on the new release, or may be, and others are not; or a member was left out of rotation. */
        PARTIAL
    }

    /** Whether it stands still because the stage at hand could not work, and waits for a person to retry it. */
    public boolean isParked() {
        return state == State.HELD && step().stage() != Stage.HOLD;
    }

    /** Whether its first step is that somebody lets it begin. */
    public boolean isAtApproval() {
        return cursor == 0 && state != State.ENDED && step().stage() == Stage.HOLD;
    }

    /** Whether it waits although its lane is free: the environment does not let it in. */
    public boolean waitsByRule() {
        return state == State.WAITING && reason.startsWith(Admission.BY_RULE);
    }

    /** Why it does not go on now, or ended as it did: what it waits for, else its reason; empty when there is nothing to say. */
    public String why() {
        return waitsFor.isEmpty() ? reason : waitsFor;
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
