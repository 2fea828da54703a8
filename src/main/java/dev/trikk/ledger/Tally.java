package dev.trikk.ledger;

/**
 * How much is under way.
 *
 * @param waiting deployments that wait for their lane
 * @param active deployments on their way
 * @param held deployments that stand still
 * @param unpublished events that have not left the ledger yet
 */
public record Tally(int waiting, int active, int held, int unpublished) {

    /** Counts it. Blocking, errors, threads and nodes as with {@link Ledger}. */
    public interface Counting {

        /** How much is under way now. */
        Tally tally();

        /** How many deployments wait for a lane. */
        int waiting(Lane lane);
    }
}
