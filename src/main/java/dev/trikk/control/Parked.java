package dev.trikk.control;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Standing;
import dev.trikk.ledger.Verdict;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import dev.trikk.plan.WayBack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What can be said of a deployment whose step has not come to an end: what it did is not recorded. Pure. */
public final class Parked {
    private static final Set<Stage> TOUCHING = Set.of(Stage.SWITCH, Stage.ROTATE, Stage.RESTART);

    private Parked() {}

    /** Servers that point at the release, or may: those of the step at hand, too, if it is one that changes what runs. */
    public static Set<String> touched(Deployment deployment, List<Result> results) {
        Set<String> touched =
                new TreeSet<>(Standing.of(deployment.plan(), results).touched());
        Step step = deployment.step();
        if (TOUCHING.contains(step.stage()) && !step.isBack()) {
            touched.addAll(step.servers());
        }
        return touched;
    }

    /** The plan that puts back what was touched, in place of the step at hand and the rest. */
    public static Plan back(Deployment deployment, List<Result> results) {
        Plan plan = deployment.plan();
        List<String> out = Standing.of(plan, results).out();
        return plan.after(deployment.cursor() - 1, WayBack.of(plan, touched(deployment, results), out));
    }

    /** The plan that ends it without the step at hand and the rest. */
    public static Plan ended(Deployment deployment) {
        return deployment.plan().after(deployment.cursor() - 1, List.of());
    }

    /** Why it turned back, if it did: the reason why it was parked stands in the ledger in place of that. */
    public static String reason(Deployment deployment, List<Result> results) {
        if (deployment.plan().steps().stream().noneMatch(Step::isBack)) {
            return "";
        }
        return Verdict.firstError(results)
                .map(Result::inWords)
                .or(() -> deployment.wish().filter(Wish::isCancel).map(wish -> "cancelled by " + wish.by()))
                .orElse("turned back");
    }
}
