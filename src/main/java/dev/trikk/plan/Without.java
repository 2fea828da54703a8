package dev.trikk.plan;

import dev.trikk.inventory.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Takes servers out of what is left of a plan. Pure. */
public final class Without {
    private Without() {}

    /**
     * The same plan, but from that step on without those servers, which are left as they are. A pair is left as a whole.
     *
     * @param from index of the first step that is not done yet
     */
    public static Plan servers(Plan plan, int from, Collection<String> excluded) {
        Predicate<String> left = server -> !excluded.contains(server);
        List<Step> steps = new ArrayList<>(plan.steps().subList(0, from));
        plan.steps().subList(from, plan.steps().size()).stream()
                .map(step -> only(plan, step, left))
                .filter(step -> step.stage() == Stage.HOLD
                        || step.stage() == Stage.FINISH
                        || !step.servers().isEmpty())
                .forEach(steps::add);
        TreeSet<String> all = new TreeSet<>(plan.start().excluded());
        all.addAll(excluded);
        Start start = new Start(plan.start().previous(), plan.start().onNew(), List.copyOf(all));
        return new Plan(plan.application(), plan.environment(), plan.release(), List.copyOf(steps), start);
    }

    private static Step only(Plan plan, Step step, Predicate<String> left) {
        if (step.stage() != Stage.ROTATE) {
            return new Step(
                    step.stage(), step.servers().stream().filter(left).toList(), step.pairs(), step.way(), step.bake());
        }
        List<Pair> pairs = step.pairs().stream()
                .map(plan.pool()::pair)
                .filter(pair -> pair.servers().stream().allMatch(left))
                .toList();
        Step rotation = Step.rotate(pairs);
        return step.isBack() ? rotation.back() : rotation;
    }
}
