package dev.trikk.ledger;

import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import java.time.Instant;

/**
 * One thing that was done on one server in one step.
 *
 * @param step index of the step in the plan
 * @param stage its stage
 * @param server name of the server, or of the member for what was done at the balancer
 * @param action what was done, in one word: {@code fetch}, {@code drain}, {@code switch}, {@code restart},
 *     {@code check}, {@code restore}, {@code back} ...
 * @param outcome how it went
 * @param startedAt when it began
 */
public record Result(int step, Stage stage, String server, String action, Outcome outcome, Instant startedAt) {

    /** Whether it did what it should. */
    public boolean isOk() {
        return outcome.isOk();
    }

    /** The result in words: {@code app1: restart failed with exit code 1: no Java}. */
    public String inWords() {
        return server + ": " + action + " " + outcome.explanation();
    }
}
