package dev.trikk.rotation;

import dev.trikk.rotation.Draining.Decision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits for members on their way out and in. Changes nothing itself. Safe for several threads. */
public final class Drains {
    private final Pause pause;
    private final Clock clock;
    private final Duration interval;

    /** @param interval between two looks at the balancer */
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
     * Waits until a drained member serves nobody. Looks at once, and then every interval; blocks for the deadline and one
     * look at most. May be repeated.
     *
     * @throws LoadBalancer.BalancerUnavailable when the balancer could not be asked
     */
    public Ending awaitQuiet(LoadBalancer balancer, String name, Duration deadline) {
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
            pause.pause(interval);
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
            pause.pause(interval);
        }
        return true;
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
