package dev.trikk.plan;

import dev.trikk.inventory.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The plan that puts servers back on what they ran before. It rides the same stages. Pure. */
public final class WayBack {
    private WayBack() {}

    /**
     * The steps, the pairs that were rotated last first; none where nothing was touched.
     *
     * @param touched servers that point at the release, or may
     * @param out members that were left out of rotation: their pairs wait for a person and are not touched again
     */
    public static List<Step> of(Plan plan, Collection<String> touched, Collection<String> out) {
        List<String> outside =
                Plans.outside(plan).stream().filter(touched::contains).toList();
        List<Pair> rotated = new ArrayList<>();
        for (Pair pair : plan.rotated()) {
            if (pair.servers().stream().anyMatch(touched::contains) && !out.contains(pair.member())) {
                rotated.add(0, pair);
            }
        }
        List<Step> steps = new ArrayList<>();
        steps.addAll(Plans.batches(
                rotated, plan.pool().rollout().batch().of(plan.rotated().size())));
        steps.add(Step.of(Stage.SWITCH, outside));
        steps.add(Step.of(Stage.RESTART, Plans.restarted(plan, outside)));
        return steps.stream()
                .filter(step -> !step.servers().isEmpty())
                .map(Step::back)
                .toList();
    }
}
