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
     * Judges a whole deployment. Only one in which every step of the plan was done on every server, and nothing went wrong, is
     * a success.
     *
     * @param deployment with the reason why it turned back or stopped, if it did
     * @param results all its results
     */
    public static Verdict of(Deployment deployment, List<Result> results) {
        Plan plan = deployment.plan();
        Standing standing = Standing.of(plan, results);
        String why = why(deployment, results);
        if (why.isEmpty()) {
            return plan.start().excluded().isEmpty()
                    ? new Verdict(Ending.SUCCEEDED, "")
                    : new Verdict(
                            Ending.PARTIAL,
                            "without " + String.join(", ", plan.start().excluded()) + ", as was asked for");
        }
        return new Verdict(ending(deployment, results, standing), why + where(standing));
    }

    private static Ending ending(Deployment deployment, List<Result> results, Standing standing) {
        boolean cancelled = deployment.wish().filter(Wish::isCancel).isPresent()
                && firstError(results).isEmpty();
        boolean stays = deployment
                .wish()
                .filter(wish -> wish.kind() == Wish.Kind.CANCEL_AND_STAY)
                .isPresent();
        if (cancelled && (stays || standing.isAsBefore())) {
            return Ending.CANCELLED;
        }
        if (!standing.isAsBefore()) {
            return Ending.PARTIAL;
        }
        return standing.wasTouched() ? Ending.ROLLED_BACK : Ending.FAILED;
    }

    private static String why(Deployment deployment, List<Result> results) {
        return deployment.reason().isEmpty()
                ? firstError(results).map(Result::inWords).orElse("")
                : deployment.reason();
    }

    private static String where(Standing standing) {
        String left = standing.onNew().isEmpty() ? "" : "; on the new release: " + String.join(", ", standing.onNew());
        return standing.out().isEmpty() ? left : left + "; left out of rotation: " + String.join(", ", standing.out());
    }
}
