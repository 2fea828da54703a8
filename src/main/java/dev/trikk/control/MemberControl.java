package dev.trikk.control;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person may do to a member of a pool. Each blocks for as long as the balancer needs, and a quarter of a minute at most beyond
 * that. Safe for several threads and nodes: never while the pool is rotated. Throws {@link dev.trikk.outage.Outage} when the ledger
 * or the balancer cannot be asked; {@link #drain} and {@link #restore} may then be repeated.
 */
public interface MemberControl {

    /**
     * Takes a member out of rotation until somebody puts it back by hand: deployments go on to work on it, and leave it out. Refused
     * when too few would be in service. Repeated, it tells how many connections are left.
     *
     * @param pool its name
     * @param member what the balancer calls it
     * @param reason why; may be empty
     * @param until when somebody is to be reminded of it; without, nobody is
     * @return what was done, or why not; done as soon as it gets no new traffic
     */
    Reply drain(String environment, String pool, String member, String by, String reason, Optional<Instant> until);

    /** The same without a reminder. */
    default Reply drain(String environment, String pool, String member, String by, String reason) {
        return drain(environment, pool, member, by, reason, Optional.empty());
    }

    /**
     * Puts a member back into rotation, whoever has taken it out. Repeated, it changes nothing.
     *
     * @return what was done, or why not; done when the balancer says that it is in rotation
     */
    Reply restore(String environment, String pool, String member, String by);
}
