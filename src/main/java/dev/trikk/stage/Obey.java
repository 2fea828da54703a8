package dev.trikk.stage;

import dev.trikk.control.Approving;
import dev.trikk.control.Cancelling;
import dev.trikk.control.Command;
import dev.trikk.control.Command.Verb;
import dev.trikk.control.Holding;
import dev.trikk.control.Move;
import dev.trikk.control.Reply;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Ledger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Does what a person wants of one deployment, as far as the ledger goes, or says why not. */
final class Obey {
    /** These wake one that was parked. */
    private static final Set<Verb> WAKING = Set.of(Verb.RETRY, Verb.CANCEL);
    /** A deployment may move while it is looked at; then it is looked at again. */
    private static final int LOOKS = 5;

    /** What somebody is told, and whether a deployment was set in motion. */
    record Told(Reply reply, boolean moved) {}

    private final Ledger ledger;
    private final Retries retries;
    private final Opening opening;
    private final Duration deadline;

    /** @param deadline how long one script may run */
    Obey(Ledger ledger, Retries retries, Opening opening, Duration deadline) {
        this.ledger = ledger;
        this.retries = retries;
        this.opening = opening;
        this.deadline = deadline;
    }

    /**
     * Obeys, unless the rules of the environment say no.
     *
     * @param caller who sent the command, as it was checked
     * @param again whether it may have been done before, without an answer
     */
    Told obey(Command command, Deployment found, Optional<String> caller, boolean again) {
        Optional<String> objection = opening.objection(command, found, caller);
        if (objection.isPresent()) {
            return new Told(new Reply(false, Optional.of(found.id()), objection.get()), false);
        }
        Deployment deployment = found;
        for (int look = 0; look < LOOKS; look++) {
            Move move = decide(command, deployment, again);
            Optional<Told> told = act(command, deployment, move);
            if (told.isPresent()) {
                if (again && WAKING.contains(command.verb()) && deployment.state() == State.ACTIVE) {
                    retries.unpark(deployment, command);
                }
                return told.get();
            }
            deployment = ledger.find(deployment.id()).orElse(deployment);
        }
        String id = deployment.id();
        return new Told(new Reply(false, Optional.of(id), id + " moves too fast to be caught; try again."), false);
    }

    private Move decide(Command command, Deployment deployment, boolean again) {
        return switch (command.verb()) {
            case HOLD -> Holding.of(deployment, command, deadline);
            case APPROVE -> Approving.of(deployment, ledger.results(deployment.id()), again);
            case CANCEL -> Cancelling.of(deployment, ledger.results(deployment.id()), command, deadline);
            case RETRY -> retries.decide(deployment, command, again);
            case WHY -> throw new IllegalArgumentException("a question moves nothing");
        };
    }

    /** Nothing when the deployment has moved meanwhile, so that something else must be decided. */
    private Optional<Told> act(Command command, Deployment deployment, Move move) {
        String id = deployment.id();
        if (move instanceof Move.Tell tell) {
            return Optional.of(new Told(new Reply(tell.done(), Optional.of(id), tell.says()), false));
        }
        if (move instanceof Move.Finish finish) {
            return Optional.of(new Told(retries.finish(finish), true));
        }
        if (move instanceof Move.Note note) {
            boolean heard = ledger.wish(id, note.wish())
                    && ledger.find(id).map(Deployment::state).equals(Optional.of(State.ACTIVE));
            return Optional.of(new Told(new Reply(true, Optional.of(id), note.says()), false))
                    .filter(any -> heard);
        }
        boolean moved = move instanceof Move.End end
                ? ledger.cancelWaiting(id, end.reason())
                : move instanceof Move.GoOn on && goesOn(command, deployment, on);
        return Optional.of(new Told(new Reply(true, Optional.of(id), move.says()), true))
                .filter(any -> moved);
    }

    private boolean goesOn(Command command, Deployment deployment, Move.GoOn on) {
        on.wish().ifPresent(wish -> ledger.wish(deployment.id(), wish));
        Deployment now = ledger.resume(deployment.id(), on.plan(), on.cursor(), on.reason());
        boolean moved = now.state() == State.ACTIVE && now.cursor() == on.cursor();
        if (moved && deployment.isParked()) {
            retries.unpark(deployment, command);
        }
        return moved;
    }
}
