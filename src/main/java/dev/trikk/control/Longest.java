package dev.trikk.control;

import dev.trikk.inventory.Health;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import java.time.Duration;

/** How long a step can take at most, as long as nothing that it needs is away. Pure. */
public final class Longest {
    /** What a balancer may take to agree to a drain, and to find a member healthy that has come back. */
    private static final Duration BALANCER = Duration.ofSeconds(10 + 60 + 60);

    private Longest() {}

    /**
     * The bound of a step. A script whose answer was lost runs once more, so each counts twice.
     *
     * @param script how long one script may run
     */
    public static Duration of(Plan plan, Step step, Duration script) {
        Duration twice = script.multipliedBy(2);
        Duration check = plan.application().health().map(Health::within).orElse(Duration.ZERO);
        return switch (step.stage()) {
            case FETCH, INSTALL, SWITCH, DISABLE, PRUNE -> twice;
            case UPLOAD -> twice.multipliedBy(2).plus(script);
            case VERIFY -> twice.plus(check);
            case RESTART -> twice.multipliedBy(2).plus(check);
            // out; switched, restarted, checked, reloaded, checked through the proxy; put back in the same way; in
            // again
            case ROTATE ->
                BALANCER.plus(plan.pool().drain().deadline())
                        .plus(twice.multipliedBy(6))
                        .plus(check.multipliedBy(3));
            case HOLD, FINISH -> Duration.ZERO;
        };
    }
}
