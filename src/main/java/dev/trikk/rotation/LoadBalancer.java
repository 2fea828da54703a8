package dev.trikk.rotation;

import dev.trikk.outage.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One pool of one load balancer. Every change is read back by the adapter before the method returns: what the balancer
 * replies is not believed. Methods block for some seconds at most. All of them throw {@link BalancerUnavailable} when the
 * balancer could not be asked or did not do what it was told. Safe for several threads.
 */
public interface LoadBalancer {

    /** All members of the pool. */
    List<Member> members();

    /**
     * Stops new traffic to a member; what it serves goes on. Repeating it changes nothing.
     *
     * @throws LastMember when no other member is in service: nothing was changed
     * @throws IllegalArgumentException when the pool has no such member
     */
    void drain(String member);

    /**
     * Shuts a drained member, once it serves nobody or may not drain any longer. Some balancers still send those to a draining
     * member whom it served before; after this nobody comes. One that is in rotation is left alone. Repeating it changes nothing.
     *
     * @return whether it was open until now: then it is worth waiting once more until it serves nobody
     */
    default boolean shut(String member) {
        return false;
    }

    /** Lets new traffic in again, at once. Check the member's health before. Repeating it changes nothing. */
    void restore(String member);

    /** For how long a look at the members shows the same: whoever waits for something new may wait that long. */
    default Duration interval() {
        return Duration.ZERO;
    }

    /** The member of that name. */
    default Member member(String name) {
        return members().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the balancer has no member " + name));
    }

    /** Nobody would have been left in service. */
    final class LastMember extends RuntimeException {
        private static final long serialVersionUID = 1;

        public LastMember(String message) {
            super(message);
        }
    }

    /** The balancer could not be asked, or what it shows is not what it was told. */
    final class BalancerUnavailable extends Outage {
        private static final long serialVersionUID = 1;

        public BalancerUnavailable(String message, Throwable cause) {
            super("the load balancer", message, cause);
        }

        /** One that asks to come back after a while. */
        public BalancerUnavailable(String message, Optional<Duration> after, Throwable cause) {
            super("the load balancer", message, after, cause);
        }
    }
}
