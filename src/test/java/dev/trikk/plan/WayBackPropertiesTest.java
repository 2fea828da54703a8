package dev.trikk.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.AnyPlan;
import dev.trikk.inventory.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WayBackPropertiesTest {

    @Property
    void every_server_that_was_touched_is_put_back_once_but_for_pairs_that_were_left_out(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        Set<String> touched = some(plan.pool().servers(), random);
        Set<String> out = some(members(plan), random);

        List<Step> back = WayBack.of(plan, touched, out);

        List<String> expected = new ArrayList<>(touched);
        for (Pair pair : plan.rotated()) {
            boolean affected = pair.servers().stream().anyMatch(touched::contains);
            expected.removeAll(pair.servers());
            if (affected && !out.contains(pair.member())) {
                expected.addAll(pair.servers());
            }
        }
        assertThat(AnyPlan.touchedBy(back.stream())).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(back).allMatch(Step::isBack).allMatch(step -> !step.servers().isEmpty());
    }

    @Property
    void who_was_rotated_last_is_put_back_first_in_batches_no_larger_than_on_the_way_forth(
            @ForAll(supplier = AnyPlan.class) Plan plan) {
        List<String> forth =
                new ArrayList<>(plan.rotated().stream().map(Pair::name).toList());
        Collections.reverse(forth);

        List<Step> rotations = WayBack.of(plan, plan.pool().servers(), List.of()).stream()
                .filter(step -> step.stage() == Stage.ROTATE)
                .toList();

        assertThat(rotations.stream().flatMap(step -> step.pairs().stream())).containsExactlyElementsOf(forth);
        assertThat(rotations)
                .allMatch(step ->
                        step.pairs().size() <= plan.pool().rollout().batch().of(forth.size()));
    }

    @Property
    void where_nothing_was_touched_there_is_no_way_back(@ForAll(supplier = AnyPlan.class) Plan plan) {
        assertThat(WayBack.of(plan, List.of(), members(plan))).isEmpty();
    }

    private static List<String> members(Plan plan) {
        return plan.pool().pairs().stream().map(Pair::member).toList();
    }

    private static Set<String> some(List<String> all, Random random) {
        return new TreeSet<>(all.stream().filter(one -> random.nextInt(2) == 0).toList());
    }
}
