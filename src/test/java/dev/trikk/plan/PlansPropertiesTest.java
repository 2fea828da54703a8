package dev.trikk.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.AnyPlan;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlansPropertiesTest {

    @Property
    void every_server_has_the_release_before_anything_is_switched(@ForAll(supplier = AnyPlan.class) Plan plan) {
        int firstTouch = first(plan, step -> step.stage() == Stage.SWITCH || step.stage() == Stage.ROTATE);

        for (Stage stage : List.of(Stage.FETCH, Stage.INSTALL)) {
            int at = first(plan, step -> step.stage() == stage);
            assertThat(at).isLessThan(firstTouch);
            assertThat(plan.steps().get(at).servers())
                    .containsExactlyInAnyOrderElementsOf(plan.pool().servers());
        }
    }

    @Property
    void every_server_is_touched_exactly_once(@ForAll(supplier = AnyPlan.class) Plan plan) {
        assertThat(AnyPlan.touchedBy(plan.steps().stream()))
                .containsExactlyInAnyOrderElementsOf(plan.pool().servers());
    }

    @Property
    void every_pair_on_which_the_application_runs_leaves_exactly_once_and_no_other(
            @ForAll(supplier = AnyPlan.class) Plan plan) {
        assertThat(rotations(plan).stream().flatMap(step -> step.pairs().stream()))
                .containsExactlyElementsOf(plan.pool().pairs().stream()
                        .filter(pair -> !plan.isDisabledOn(pair.app()))
                        .map(Pair::name)
                        .toList());
    }

    @Property
    void the_end_comes_last_and_nothing_is_done_on_no_server(@ForAll(supplier = AnyPlan.class) Plan plan) {
        assertThat(first(plan, step -> step.stage() == Stage.FINISH)).isEqualTo(plan.finish());
        assertThat(plan.steps())
                .filteredOn(step -> step.servers().isEmpty())
                .extracting(Step::stage)
                .isSubsetOf(Stage.HOLD, Stage.FINISH);
    }

    @Property
    void no_batch_is_larger_than_was_asked_for(@ForAll(supplier = AnyPlan.class) Plan plan) {
        Rollout rollout = plan.pool().rollout();
        int all = plan.rotated().size();
        int most = all == 0 ? 0 : rollout.batch().of(all);

        List<Step> batches = rotations(plan);

        boolean canary = first(plan, step -> step.stage() == Stage.HOLD) >= 0;
        for (int i = 0; i < batches.size(); i++) {
            int limit =
                    canary && i == 0 ? rollout.canary().orElseThrow().batch().of(all) : most;
            assertThat(batches.get(i).pairs()).hasSizeBetween(1, limit);
        }
    }

    @Property
    void a_canary_is_held_after_its_batch_unless_it_is_all_there_is(@ForAll(supplier = AnyPlan.class) Plan plan) {
        int all = plan.rotated().size();
        Rollout rollout = plan.pool().rollout();
        boolean expected = rollout.canary().isPresent()
                && all > 0
                && rollout.canary().get().batch().of(all) < all;

        int hold = first(plan, step -> step.stage() == Stage.HOLD);

        assertThat(hold >= 0).isEqualTo(expected);
        if (expected) {
            assertThat(plan.steps().get(hold - 1)).isEqualTo(rotations(plan).get(0));
            assertThat(plan.steps().get(hold + 1).stage()).isEqualTo(Stage.ROTATE);
        }
    }

    @Property
    void what_is_left_of_a_plan_that_nobody_began_is_the_plan(@ForAll(supplier = AnyPlan.class) Plan plan) {
        assertThat(Plans.rest(plan, Start.FRESH)).isEqualTo(plan);
    }

    @Property
    void what_is_left_touches_each_pair_that_lacks_the_release_once_and_none_that_is_excluded(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        Pool pool = plan.pool();
        List<String> onNew = some(pool.servers(), random);
        List<String> excluded = some(pool.servers(), random);

        Plan rest = Plans.rest(plan, new Start(Map.of(), onNew, excluded));

        List<String> wanted = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step.stage() == Stage.SWITCH) {
                step.servers().stream()
                        .filter(server -> !onNew.contains(server) && !excluded.contains(server))
                        .forEach(wanted::add);
            }
        }
        for (Pair pair : plan.rotated()) {
            if (pair.servers().stream().noneMatch(excluded::contains) && !onNew.containsAll(pair.servers())) {
                wanted.addAll(pair.servers());
            }
        }
        assertThat(AnyPlan.touchedBy(rest.steps().stream())).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(rest.steps().stream().flatMap(step -> step.servers().stream()))
                .doesNotContainAnyElementsOf(excluded.isEmpty() ? List.of("nobody") : excluded);
    }

    @Property
    void unwell_members_go_first_and_nothing_else_changes(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        List<String> unwell = some(plan.pool().pairs().stream().map(Pair::name).toList(), random);
        int from = first(plan, step -> step.stage() == Stage.ROTATE);
        if (from < 0) {
            return;
        }
        int end = from;
        while (plan.steps().get(end).stage() == Stage.ROTATE) {
            end++;
        }

        List<Step> sorted = Plans.unwellFirst(plan, from, unwell).steps();

        assertThat(sorted.subList(0, from)).isEqualTo(plan.steps().subList(0, from));
        assertThat(sorted.subList(end, sorted.size()))
                .isEqualTo(plan.steps().subList(end, plan.steps().size()));
        Predicate<Step> isUnwell = step -> step.pairs().stream().anyMatch(unwell::contains);
        List<Step> expected = new ArrayList<>();
        plan.steps().subList(from, end).stream().filter(isUnwell).forEach(expected::add);
        plan.steps().subList(from, end).stream().filter(isUnwell.negate()).forEach(expected::add);
        assertThat(sorted.subList(from, end)).isEqualTo(expected);
    }

    private static List<Step> rotations(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.stage() == Stage.ROTATE)
                .toList();
    }

    /** Index of the first such step; -1 where there is none. */
    private static int first(Plan plan, Predicate<Step> wanted) {
        for (int i = 0; i < plan.steps().size(); i++) {
            if (wanted.test(plan.steps().get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> some(List<String> all, Random random) {
        return all.stream().filter(one -> random.nextInt(3) == 0).toList();
    }
}
