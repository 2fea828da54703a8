package dev.trikk.ledger;

import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What the results of a deployment amount to.
 *
 * @param ending how it ends
 * @param reason the first thing that went wrong; empty for a success
 */
public record Verdict(Ending ending, String reason) {

    /** Judges a step by its results: the first error, or nothing when all is well. */
    public static Optional<Result> firstError(List<Result> results) {
        return results.stream().filter(result -> !result.isOk()).findFirst();
    }

    /**
     * Judges a whole deployment. Only one in which every step of the plan was done and nothing went wrong is a success.
     *
     * @param results all its results
     * @param reason why it gave up, if it did
     */
    public static Verdict of(Plan plan, List<Result> results, String reason) {
        Optional<Result> error = firstError(results);
        if (error.isEmpty() && reason.isEmpty()) {
            return new Verdict(Ending.SUCCEEDED, "");
        }
        String why = reason.isEmpty() ? error.map(Result::inWords).orElse("") : reason;
        Standing standing = Standing.of(plan, results);
        boolean nothingChanged =
                standing.onNew().isEmpty() && standing.unknown().isEmpty();
        return new Verdict(nothingChanged ? Ending.FAILED : Ending.PARTIAL, why);
    }
}
