package dev.trikk.ledger;

import dev.trikk.ledger.Ledger.StaleEpoch;
import java.util.List;
import java.util.Optional;

/**
 * The part of the ledger that says who rotates which pool, and which members are out of rotation. Its methods keep the
 * promises of {@link Ledger}.
 */
public interface Rotations {

    /**
     * Takes the pool for a rotation, until its step is recorded, broken off or begun again. Repeated, it stays taken.
     *
     * @return whether it could: not while another deployment rotates pairs of it, on whichever node, or somebody moves
     *     members by hand
     * @throws StaleEpoch when another attempt at the step has begun since: nothing is taken
     */
    boolean claim(Boarding rotation);

    /**
     * Begins the rotation that a boarding is about for all other active deployments that have come to the same one: same
     * environment, same pool, same pairs. Only for whoever has claimed the pool: it takes over from any attempt under way, which
     * gets a {@link StaleEpoch}. Their messages are still to come, or come again: recorded by then, they only ride on; if not,
     * each begins the step for itself.
     *
     * @throws StaleEpoch when the pool is not claimed for that rotation any more
     */
    List<Boarding> boardOthers(Boarding rotation);

    /** Active deployments that are on their way to their first rotation in the pool of that deployment, without itself. */
    List<String> comingTo(Deployment deployment);

    /** Notes that a member is about to be taken out of rotation. Repeated, the newest note stands. */
    void drained(Drained drained);

    /** Notes that a member is back. Repeated, it changes nothing. */
    void restored(String environment, String pool, String member);

    /** Removes a note that is of no use any more. One that was made anew since stays. */
    void forget(Drained drained);

    /** Members that are out of rotation: on behalf of a deployment, or by hand. */
    List<Drained> drained();

    /**
     * Takes the pool for somebody who moves its members by hand: until it is given back, or for a minute, nobody rotates it.
     *
     * @return who is at work on it, so that it could not be taken: a deployment's id, or another person; nothing when it is taken
     */
    Optional<String> claimByHand(String environment, String pool, String by);

    /** Gives back a pool that was taken by hand. Repeated, it changes nothing. */
    void giveBack(String environment, String pool, String by);

    /** The deployment that rotates a pool now. */
    Optional<String> rotating(String environment, String pool);
}
