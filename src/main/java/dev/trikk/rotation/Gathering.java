package dev.trikk.rotation;

import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Whether a rotation waits for those who are on their way to the pool.
 *
 * @param longest how long it may wait
 */
public record Gathering(Duration longest) {

    /**
     * For a step of a plan. Only the first rotation waits: those on their way will come to theirs first, and as long as another
     * rotation of the pool waits they cannot even do that. A way back waits for nobody, nor does a pool without a balancer,
     * where nothing is won by it.
     */
    public static Gathering of(Plan plan, int step) {
        Step work = plan.steps().get(step);
        boolean isFirst = plan.steps().subList(0, step).stream().noneMatch(before -> before.stage() == Stage.ROTATE);
        boolean isWorthIt = isFirst && !work.isBack() && plan.pool().balancer().isPresent();
        return new Gathering(isWorthIt ? plan.pool().rollout().gather() : Duration.ZERO);
    }

    /**
     * Whether to wait on.
     *
     * @param waited how long it has waited already
     * @param coming counts those on their way; only asked while there is time
     */
    public boolean goesOn(Duration waited, IntSupplier coming) {
        return waited.compareTo(longest) < 0 && coming.getAsInt() > 0;
    }
}
