package dev.trikk.ledger;

import dev.trikk.plan.Stage;
import java.util.Collection;
import java.util.Optional;

/**
 * Whether a rotation may begin with a member that it finds out of rotation already. Who left it there knows why; others would
 * put it back in spite of that. Pure.
 *
 * @param answer what the rotation may do
 * @param words why it may not; empty when it may
 */
public record Takeover(Answer answer, String words) {
    private static final String ADVICE = "; look why, and put it back before you deploy this again";

    /** What a rotation may do with a member that is out. */
    public enum Answer {
        /** Go on with it, and put it back when all is well. */
        FREE,
        /** Come again: somebody is still at work on it. */
        LATER,
        /** Leave it alone. */
        NO
    }

    /**
     * The rule. The member is free for those who left it there: the deployment of the ledger's entry itself, as when it comes
     * again after a crash, alone or in the convoy of another; and a later one of its lane, which may mend it.
     *
     * @param member what the balancer calls it
     * @param pair its name in the inventory
     * @param whose the deployment of the ledger's entry about the member; nothing when there is no entry
     * @param convoy all who would share the rotation
     */
    public static Takeover of(String member, String pair, Optional<Deployment> whose, Collection<Deployment> convoy) {
        if (whose.isEmpty()) {
            return new Takeover(Answer.NO, member + " is out of rotation, and not by Trikk" + ADVICE);
        }
        Deployment other = whose.get();
        if (convoy.stream().anyMatch(one -> one.lane().equals(other.lane()))) {
            return new Takeover(Answer.FREE, "");
        }
        boolean isAtIt = other.state() == Deployment.State.ACTIVE
                && other.step().stage() == Stage.ROTATE
                && other.step().pairs().contains(pair);
        return isAtIt
                ? new Takeover(
                        Answer.LATER, member + " is out of rotation for " + other.id() + ", which is still at it")
                : new Takeover(Answer.NO, member + " is out of rotation, left there by " + other.id() + ADVICE);
    }
}
