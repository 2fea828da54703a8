package dev.trikk.repair;

import dev.trikk.ledger.Alarm.Kind;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Drained;
import dev.trikk.repair.Repair.Discard;
import dev.trikk.repair.Repair.FreeLane;
import dev.trikk.repair.Repair.GoOn;
import dev.trikk.repair.Repair.NoteReturn;
import dev.trikk.repair.Repair.Park;
import dev.trikk.repair.Repair.Raise;
import dev.trikk.repair.Repair.SendAgain;
import dev.trikk.repair.Repair.SendToAdmit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares how things stand with how they must stand. Where all is well it decides nothing. Pure. */
public final class Reconciliation {
    /** Whoever stands still so many times as long as it takes to lose a message is told of, even with a message. */
    private static final int SLOW = 3;

    private static final Duration BY_HAND = Duration.ofMinutes(1);

    private final Duration stuckAfter;

    /**
     * The rule.
     *
     * @param stuckAfter a deployment that has not moved for so long, and has no message, has lost it; longer than any message
     *     waits to be delivered again. One that has its message is told of after three times as long
     */
    public Reconciliation(Duration stuckAfter) {
        this.stuckAfter = stuckAfter;
    }

    /** What is to be done, in that order. */
    public List<Repair> decide(Observation seen) {
        List<Repair> repairs = new ArrayList<>();
        seen.lanes().forEach((lane, id) -> {
            if (seen.unfinished(id).isEmpty()) {
                repairs.add(new FreeLane(lane, id));
            }
        });
        seen.dead().forEach(letter -> lookAt(letter, seen).ifPresent(repairs::add));
        seen.unfinished().forEach(deployment -> lookAt(deployment, seen).ifPresent(repairs::add));
        seen.inRotation()
                .forEach((drained, in) -> lookAt(drained, in, seen.now()).ifPresent(repairs::add));
        repairs.removeIf(repair -> repair instanceof Raise raise && seen.isOpen(raise.key()));
        repairs.addAll(AllClear.over(seen));
        return repairs;
    }

    /**
     * Whether nobody is at work on a member that is out, or has been for too long. Who takes one out by hand is at work on it at
     * first, between the note and the balancer.
     */
    public static boolean isLeft(Drained drained, List<Deployment> unfinished, Instant now) {
        if (drained.hand().isPresent()) {
            return now.isAfter(drained.since().plus(BY_HAND));
        }
        return now.isAfter(drained.until())
                || unfinished.stream()
                        .noneMatch(deployment ->
                                deployment.id().equals(drained.deployment()) && deployment.state() == State.ACTIVE);
    }

    /** Whether a deployment has not moved for so long that somebody must look for its message. */
    public boolean standsStill(Deployment deployment, Instant now) {
        return standsStill(deployment, stuckAfter, now);
    }

    private static boolean standsStill(Deployment deployment, Duration time, Instant now) {
        return deployment.state() != State.HELD
                && deployment.movedAt().plus(time).isBefore(now);
    }

    private Optional<Repair> lookAt(Deployment deployment, Observation seen) {
        return switch (deployment.state()) {
            case ACTIVE ->
                isParkedNow(deployment, seen) ? Optional.empty() : push(deployment, seen, sendAgain(deployment));
            case WAITING -> isNext(deployment, seen) ? knock(deployment, seen) : Optional.empty();
            case HELD -> deployment.isParked() ? Optional.of(tell(deployment)) : endHold(deployment, seen.now());
            case ENDED -> Optional.empty();
        };
    }

    /** Whom a person has taken out is where that person wants it, until the reminder that was asked for. */
    private static Optional<Repair> lookAt(Drained drained, boolean in, Instant now) {
        if (in) {
            return Optional.of(new NoteReturn(drained));
        }
        boolean isWanted = drained.hand().isPresent() && !now.isAfter(drained.until());
        return isWanted
                ? Optional.empty()
                : Optional.of(drained.hand().isPresent() ? reminder(drained) : leftOut(drained));
    }

    /** Where there is a message, another one would only come after it: a person must look why nobody takes it. */
    private Optional<Repair> push(Deployment deployment, Observation seen, Repair another) {
        boolean hasMessage = seen.withMessage().contains(deployment.id());
        Duration tooLong = hasMessage ? stuckAfter.multipliedBy(SLOW) : stuckAfter;
        return !seen.isPaused(deployment) && standsStill(deployment, tooLong, seen.now())
                ? Optional.of(hasMessage ? slow(deployment) : another)
                : Optional.empty();
    }

    /** Whom its environment does not let in has no message until it would. */
    private Optional<Repair> knock(Deployment deployment, Observation seen) {
        if (seen.doorway().out().contains(deployment.id())) {
            return Optional.empty();
        }
        SendToAdmit again = new SendToAdmit(deployment);
        return seen.doorway().in().contains(deployment.id()) ? Optional.of(again) : push(deployment, seen, again);
    }

    private static Optional<Repair> endHold(Deployment deployment, Instant now) {
        return deployment.heldUntil().filter(now::isAfter).map(until -> new GoOn(deployment));
    }

    private static SendAgain sendAgain(Deployment deployment) {
        return new SendAgain(
                deployment,
                deployment.id() + " has stood still at step " + deployment.cursor() + ", "
                        + deployment.step().inWords() + ", since " + deployment.movedAt()
                        + ", and its message was lost. It was sent again; there is nothing to do");
    }

    private static boolean isNext(Deployment deployment, Observation seen) {
        return !seen.lanes().containsKey(deployment.lane())
                && seen.unfinished().stream()
                        .filter(other -> other.lane().equals(deployment.lane()))
                        .findFirst()
                        .equals(Optional.of(deployment));
    }

    private static boolean isParkedNow(Deployment deployment, Observation seen) {
        return seen.dead().stream().anyMatch(letter -> letter.isNew() && isAt(deployment, letter));
    }

    private static boolean isAt(Deployment deployment, DeadLetter letter) {
        return letter.isStep()
                && letter.deployment().equals(Optional.of(deployment.id()))
                && letter.step() == deployment.cursor();
    }

    private static Optional<Repair> lookAt(DeadLetter letter, Observation seen) {
        if (!letter.isStep()) {
            return Optional.of(tell(letter));
        }
        String id = letter.deployment().orElseThrow();
        Optional<Deployment> deployment = seen.unfinished(id);
        if (deployment.filter(any -> isAt(any, letter)).isEmpty()) {
            return Optional.of(new Discard(letter));
        }
        return letter.isNew() && deployment.get().state() == State.ACTIVE
                ? Optional.of(new Park(
                        letter,
                        id,
                        "the stage " + deployment.get().step().stage().word()
                                + " gave up; when the cause is gone, type: trikk control retry " + id + ". The cause: "
                                + cause(deployment.get(), letter)))
                : Optional.empty();
    }

    /** The broker knows only how often it has tried. */
    private static String cause(Deployment deployment, DeadLetter letter) {
        return deployment.waitsFor().isEmpty() ? letter.cause() : deployment.waitsFor();
    }

    private static Raise tell(Deployment parked) {
        return new Raise(
                Kind.PARKED,
                "parked/" + parked.id(),
                Optional.of(parked.id()),
                parked.id() + " stands still: " + parked.reason());
    }

    private static Raise slow(Deployment deployment) {
        String id = deployment.id();
        return new Raise(
                Kind.SLOW,
                "slow/" + id,
                Optional.of(id),
                id + " has stood still at step " + deployment.cursor() + ", "
                        + deployment.step().inWords() + ", since " + deployment.movedAt()
                        + ", and its message is in a queue or in work. Type: trikk control why " + id
                        + ". If its stage is stopped, start it; if nobody is at work on it, restart the daemon"
                        + " (docs/operations.md, \"Alarms\")");
    }

    private static Raise tell(DeadLetter letter) {
        return new Raise(
                Kind.PARKED,
                letter.key(),
                letter.deployment(),
                "a message of " + letter.queue() + " lies in DLQ." + letter.queue()
                        + "; when the cause is gone, move it back to " + letter.queue()
                        + " (docs/operations.md, \"Watch and stop stages by JMX\", has the command). The cause: "
                        + letter.cause());
    }

    private static Raise leftOut(Drained drained) {
        return new Raise(
                Kind.LEFT_OUT,
                AllClear.key(drained),
                Optional.of(drained.deployment()),
                drained.member() + " of pool " + drained.pool() + " in " + drained.environment()
                        + " is out of rotation since " + drained.since() + ", drained by " + drained.deployment()
                        + ", and nobody is at work on it. Look at the servers of the pair; then put it back at the balancer"
                        + " (HAProxy: set server BACKEND/" + drained.member() + " state ready), or deploy again");
    }

    private static Raise reminder(Drained drained) {
        return new Raise(
                Kind.LEFT_OUT,
                AllClear.key(drained),
                Optional.empty(),
                drained.member() + " of pool " + drained.pool() + " in " + drained.environment()
                        + " was taken out of rotation since " + drained.since() + " " + drained.whose()
                        + ", and that was to end at " + drained.until() + ". What puts it back: trikk restore "
                        + drained.environment() + "/" + drained.pool() + "/" + drained.member());
    }
}
