package dev.trikk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.AnyPlan;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StopRulePropertiesTest {
    private static final double NEVER = 0;
    private static final double SOMETIMES = 0.03;

    @Property
    void while_all_goes_well_the_plan_stays_as_it_is(@ForAll(supplier = AnyPlan.class) Plan plan) {
        Rides ride = new Rides(plan, new Random(1), NEVER, NEVER).ride();

        assertThat(ride.plan()).isEqualTo(plan);
        assertThat(Verdict.of(ride.deployment(), ride.results)).isEqualTo(new Verdict(Ending.SUCCEEDED, ""));
    }

    @Property
    void after_an_error_forth_nothing_goes_forth_any_more(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        Rides ride = new Rides(plan, random, SOMETIMES, SOMETIMES).ride();

        boolean turned = false;
        for (Rides.Stop stop : ride.stops) {
            if (turned) {
                assertThat(stop.step().isBack()).as("%s", stop.step()).isTrue();
            }
            turned |= Verdict.firstError(stop.results()).isPresent()
                    && stop.step().stage() != Stage.PRUNE;
        }
    }

    @Property
    void an_error_at_pruning_puts_nothing_back(@ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        Rides ride = new Rides(plan, random, SOMETIMES / 3, NEVER).ride();

        assertThat(ride.stops)
                .filteredOn(stop -> stop.step().stage() == Stage.PRUNE)
                .allSatisfy(stop -> assertThat(stop.course().plan()).isEqualTo(stop.before()));
    }

    @Property
    void on_the_way_back_no_error_stops_anything(@ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        Rides ride = new Rides(plan, random, SOMETIMES, 0.5).ride();

        assertThat(ride.stops)
                .filteredOn(stop -> stop.step().isBack())
                .allSatisfy(stop -> assertThat(stop.course().plan()).isEqualTo(stop.before()));
        assertThat(ride.stops).hasSize(ride.plan().finish());
    }

    @Property
    void a_way_back_on_which_all_goes_well_leaves_everything_as_before_but_for_who_was_left_out(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        Rides ride = new Rides(plan, random, SOMETIMES, NEVER).ride();
        boolean turned = ride.stops.stream()
                .anyMatch(stop -> Verdict.firstError(stop.results()).isPresent()
                        && stop.step().stage() != Stage.PRUNE);

        if (turned && ride.standing().out().isEmpty()) {
            assertThat(ride.standing().isAsBefore()).as("%s", ride.results).isTrue();
            assertThat(Verdict.of(ride.deployment(), ride.results).ending()).isIn(Ending.ROLLED_BACK, Ending.FAILED);
        }
    }

    @Property
    void who_cancels_is_heard_after_the_step_at_hand_and_everything_is_as_before(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        int when = random.nextInt(plan.finish());
        Wish cancel = new Wish(Wish.Kind.CANCEL, "kari");
        Rides ride = new Rides(plan, random, NEVER, NEVER).ride(Optional.of(cancel), when);

        assertThat(ride.stops.stream().filter(stop -> stop.index() > when).map(Rides.Stop::step))
                .allMatch(Step::isBack);
        Verdict verdict = Verdict.of(ride.deployment(), ride.results);
        if (when + 1 < plan.finish()) {
            assertThat(ride.standing().isAsBefore()).isTrue();
            assertThat(verdict).isEqualTo(new Verdict(Ending.CANCELLED, "cancelled by kari"));
        } else {
            assertThat(verdict.ending()).as("too late").isEqualTo(Ending.SUCCEEDED);
        }
    }

    @Property
    void who_cancels_and_stays_ends_it_with_the_step_at_hand(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        int when = random.nextInt(plan.finish());
        Wish stay = new Wish(Wish.Kind.CANCEL_AND_STAY, "kari");
        Rides ride = new Rides(plan, random, NEVER, NEVER).ride(Optional.of(stay), when);

        assertThat(ride.stops).hasSize(when + 1);
        assertThat(Verdict.of(ride.deployment(), ride.results).ending())
                .isEqualTo(when + 1 < plan.finish() ? Ending.CANCELLED : Ending.SUCCEEDED);
    }

    @Property
    void who_wants_a_hold_gets_exactly_one_and_the_rest_of_the_plan_after_it(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        int when = random.nextInt(plan.finish());
        Wish hold = new Wish(Wish.Kind.HOLD, "kari");
        Rides ride = new Rides(plan, random, NEVER, NEVER).ride(Optional.of(hold), when);

        List<Step> with = new ArrayList<>(plan.steps());
        if (when + 1 < plan.finish()) {
            with.add(when + 1, Step.hold(Optional.empty()));
        }
        assertThat(ride.plan().steps()).isEqualTo(with);
        assertThat(Verdict.of(ride.deployment(), ride.results).ending()).isEqualTo(Ending.SUCCEEDED);
    }

    @Property
    void a_success_is_one_without_error_reason_or_exclusion_and_everything_else_is_explained(
            @ForAll(supplier = AnyPlan.class) Plan plan, @ForAll Random random) {
        Rides ride = new Rides(plan, random, SOMETIMES / 3, SOMETIMES)
                .ride(Optional.of(new Wish(Wish.Kind.CANCEL, "kari")), random.nextInt(40));

        Verdict verdict = Verdict.of(ride.deployment(), ride.results);

        boolean clean = Verdict.firstError(ride.results).isEmpty()
                && ride.deployment().reason().isEmpty();
        assertThat(verdict.ending() == Ending.SUCCEEDED).isEqualTo(clean);
        assertThat(verdict.reason().isEmpty()).isEqualTo(clean);
        assertThat(verdict.ending() == Ending.PARTIAL)
                .isEqualTo(!clean && !ride.standing().isAsBefore());
    }
}
