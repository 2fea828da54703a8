package dev.trikk.ledger;

import dev.trikk.ledger.Wish.Kind;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import dev.trikk.plan.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides, when a step is done, what comes after it. The only rule by which a deployment stops. Pure. */
public final class StopRule {
    private StopRule() {}

    /**
     * What comes next.
     *
     * @param plan the plan with what comes after the step; the same one while all goes well
     * @param reason why the deployment turned back or stopped, first reason first; empty while all goes well
     */
    public record Course(Plan plan, String reason) {}

    /**
     * The first error on the way forth turns the deployment round: whatever was touched is put back. On the way back an error
     * stops nothing: every server that can be put back is. What goes wrong at pruning touches nothing that runs.
     *
     * @param deployment as it is now, with what a person wants of it
     * @param step the step that is done
     * @param before results of all steps before it
     * @param results its own results
     */
    public static Course after(Deployment deployment, int step, List<Result> before, List<Result> results) {
        Plan plan = deployment.plan();
        Step done = plan.steps().get(step);
        Optional<Result> error = Verdict.firstError(results);
        Optional<Wish> wish = deployment.wish();
        if (done.isBack()) {
            return new Course(plan, deployment.reason());
        }
        if (error.isPresent()) {
            return new Course(
                    done.stage() == Stage.PRUNE ? plan : back(plan, step, join(before, results)),
                    error.get().inWords());
        }
        if (wish.filter(Wish::isCancel).isPresent() && step + 1 < plan.finish()) {
            return new Course(
                    cancelled(plan, step, join(before, results), wish.get()),
                    "cancelled by " + wish.get().by());
        }
        if (wish.isPresent() && wish.get().kind() == Kind.HOLD && step + 1 < plan.finish()) {
            return new Course(held(plan, step), deployment.reason());
        }
        return new Course(plan, deployment.reason());
    }

    /**
     * The plan of a deployment that is cancelled while it stands still before that step.
     *
     * @param results all its results
     */
    public static Plan cancelled(Plan plan, int step, List<Result> results, Wish wish) {
        return wish.kind() == Kind.CANCEL_AND_STAY ? plan.after(step, List.of()) : back(plan, step, results);
    }

    private static Plan back(Plan plan, int step, List<Result> results) {
        Standing standing = Standing.of(plan, results);
        return plan.after(step, WayBack.of(plan, standing.touched(), standing.out()));
    }

    private static Plan held(Plan plan, int step) {
        List<Step> rest = new ArrayList<>();
        rest.add(Step.hold(Optional.empty()));
        rest.addAll(plan.rest(step));
        return plan.after(step, rest);
    }

    private static List<Result> join(List<Result> before, List<Result> results) {
        List<Result> all = new ArrayList<>(before);
        all.addAll(results);
        return all;
    }
}
