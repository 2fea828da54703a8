package dev.trikk.control;

import dev.trikk.control.Command.Verb;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.StopRule;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import java.util.List;
import java.util.Optional;

/** What follows from approve. Pure. */
public final class Approving {
    private Approving() {}

    /**
     * Lets one go on that is held at a hold.
     *
     * @param again whether the command may have been done before, without an answer
     */
    public static Move of(Deployment deployment, List<Result> results, boolean again) {
        String id = deployment.id();
        if (deployment.isParked()) {
            return new Move.Tell(false, Why.state(deployment));
        }
        if (deployment.state() != State.HELD) {
            boolean goesOn = again && deployment.state() == State.ACTIVE;
            return new Move.Tell(goesOn, goesOn ? id + " goes on." : id + " is not held. " + Why.state(deployment));
        }
        int cursor = deployment.cursor();
        Optional<Wish> cancel = deployment.wish().filter(Wish::isCancel);
        if (cancel.isPresent()) {
            Plan back = StopRule.cancelled(deployment.plan(), cursor, results, cancel.get());
            return new Move.GoOn(
                    back,
                    cursor + 1,
                    "cancelled by " + cancel.get().by(),
                    Optional.empty(),
                    id + " was cancelled by " + cancel.get().by() + " meanwhile and ends. "
                            + Command.typed(Verb.WHY, id) + " says how.");
        }
        return new Move.GoOn(
                deployment.plan(),
                cursor + 1,
                "",
                Optional.empty(),
                id + " goes on with "
                        + deployment.plan().steps().get(cursor + 1).inWords() + ".");
    }
}
