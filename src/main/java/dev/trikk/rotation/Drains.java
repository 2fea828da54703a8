package dev.trikk.rotation;

import dev.trikk.rotation.Draining.Decision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits for members on their way out and in. Safe for several threads. */
public final class Drains {
    /** A member that is shut gets nobody new: what is left then is short, or never ends. */
    private static final Duration SHUT = Duration.ofSeconds(30);

    private final Pause pause;
    private final Clock clock;
    private final Duration interval;

    /** @param interval between two looks at a balancer that may be asked at any time */
    public Drains(Pause pause, Clock clock, Duration interval) {
        this.pause = pause;
        this.clock = clock;
        this.interval = interval;
    }

    /** How a wait for quiet ended. */
    public enum Result {
        /** Nobody is served there any more. */
        QUIET,
        /** Time is over and some still are. */
        DEADLINE,
        /** The member gets new traffic again: somebody, or a reload of the balancer, put it back. */
        UNDONE
    }

    /**
     * How a wait for quiet ended, and how many were still served then.
     *
     * @param sessions requests or connections left
     */
    public record Ending(Result result, int sessions) {}

    /**
     * Waits until a drained member serves nobody, shuts it, and where that changed something waits once more. Looks at once, and
     * then every interval; blocks for the deadline, half a minute and some looks at most. May be repeated.
     *
     * @throws LoadBalancer.BalancerUnavailable when the balancer could not be asked
     */
    public Ending awaitQuiet(LoadBalancer balancer, String name, Duration deadline) {
        Ending ending = count(balancer, name, deadline);
        boolean isNewlyShut = ending.result() != Result.UNDONE && balancer.shut(name);
        return isNewlyShut ? count(balancer, name, SHUT) : ending;
    }

    /**
     * Looks for a while whether a drained member serves nobody, and shuts it if so. Unlike {@link #awaitQuiet} it cuts nobody off
     * who is still served when the time is over.
     *
     * @throws LoadBalancer.BalancerUnavailable when the balancer could not be asked
     */
    public Ending lookForQuiet(LoadBalancer balancer, String name, Duration patience) {
        Ending ending = count(balancer, name, patience);
        if (ending.result() == Result.QUIET) {
            balancer.shut(name);
        }
        return ending;
    }

    private Ending count(LoadBalancer balancer, String name, Duration deadline) {
        Instant start = clock.instant();
        Draining draining = Draining.until(deadline);
        while (true) {
            Member member = balancer.member(name);
            if (member.rotation() == Member.Rotation.IN) {
                return new Ending(Result.UNDONE, member.sessions());
            }
            draining = draining.next(member.sessions(), since(start));
            if (draining.decision() != Decision.WAIT) {
                Result result = draining.decision() == Decision.DONE ? Result.QUIET : Result.DEADLINE;
                return new Ending(result, draining.sessions());
            }
            pause.pause(between(balancer));
        }
    }

    /**
     * Waits until a restored member is in service. Between two pairs: a balancer with health checks of its own may need some
     * seconds to believe in a member that is back, and until then the next one must stay.
     *
     * @return whether it is in service
     * @throws LoadBalancer.BalancerUnavailable when the balancer could not be asked
     */
    public boolean awaitInService(LoadBalancer balancer, String name, Duration deadline) {
        Instant start = clock.instant();
        while (!balancer.member(name).inService()) {
            if (since(start).compareTo(deadline) >= 0) {
                return false;
            }
            pause.pause(between(balancer));
        }
        return true;
    }

    /** Three zeros in a row are three only if each look shows something new. */
    private Duration between(LoadBalancer balancer) {
        return interval.compareTo(balancer.interval()) < 0 ? balancer.interval() : interval;
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
