package dev.trikk.rotation;

import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import java.time.Duration;

/**
 * A rotation that waits for those who are on their way to the pool, as far as it has looked. Where nobody was on the way at
 * the first look, nobody is waited for. Once somebody was, one look without anybody is no proof: requests that were sent
 * together are accepted one after the other.
 *
 * @param longest how long it may wait
 * @param isMet whether somebody was on the way
 * @param lulls how often in a row nobody was
 * @param waits whether to look again
 */
public record Gathering(Duration longest, boolean isMet, int lulls, boolean waits) {
    private static final int ENOUGH_LULLS = 5;

    /**
     * For a step of a plan. Only the first rotation waits: those on their way will come to theirs first, and as long as another
     * rotation of the pool waits they cannot even do that. A way back waits for nobody, nor does a pool without a balancer,
     * where nothing is won by it.
     */
    public static Gathering of(Plan plan, int step) {
        Step work = plan.steps().get(step);
        boolean isFirst = plan.steps().subList(0, step).stream().noneMatch(before -> before.stage() == Stage.ROTATE);
        boolean isWorthIt = isFirst && !work.isBack() && plan.pool().balancer().isPresent();
        return new Gathering(plan.pool().rollout().gather(), false, 0, isWorthIt);
    }

    /**
     * After one more look. Once it does not wait any more, it stays so.
     *
     * @param coming how many were on their way
     * @param waited how long it has waited already
     */
    public Gathering next(int coming, Duration waited) {
        boolean isMetNow = isMet || coming > 0;
        int lullsNow = coming > 0 ? 0 : lulls + 1;
        boolean isInTime = waited.compareTo(longest) < 0;
        return new Gathering(longest, isMetNow, lullsNow, waits && isInTime && isMetNow && lullsNow < ENOUGH_LULLS);
    }
}
