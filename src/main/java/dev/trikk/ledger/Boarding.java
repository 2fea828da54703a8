package dev.trikk.ledger;

import dev.trikk.plan.Step;

/**
 * The right to do one step of one deployment now.
 *
 * @param deployment as it was when the step was begun, with the epoch raised for it
 * @param step index of the step
 * @param passed whether the step was done before: its stored results stand, and nothing may be done again
 */
public record Boarding(Deployment deployment, int step, boolean passed) {

    /** What is to be done. */
    public Step work() {
        return deployment.plan().steps().get(step);
    }
}
