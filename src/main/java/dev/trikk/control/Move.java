package dev.trikk.control;

import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import java.util.Optional;

/** What follows from a command: decided before anything is changed. */
public sealed interface Move {

    /** What the person is told. */
    String says();

    /**
     * Nothing is changed.
     *
     * @param done whether it is as the person wants it all the same
     */
    record Tell(boolean done, String says) implements Move {}

    /** The wish is noted, and heard when the step at hand is done. */
    record Note(Wish wish, String says) implements Move {}

    /** One that waits is ended. */
    record End(String reason, String says) implements Move {}

    /**
     * One that is held goes on.
     *
     * @param plan its plan from now on
     * @param cursor the step that is next
     * @param reason why it turned back or stopped; empty while all goes well
     * @param wish what is wanted of it, for the verdict
     */
    record GoOn(Plan plan, int cursor, String reason, Optional<Wish> wish, String says) implements Move {}

    /** A deployment that does what another has left undone. */
    record Finish(DeployRequest request, Plan plan, String says) implements Move {}
}
