package dev.trikk.ledger;

import dev.trikk.Fixtures;
import dev.trikk.inventory.Pair;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import dev.trikk.remote.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Rides a plan to its end as the stages do, with trouble by chance, and keeps what the stop rule said on the way. */
final class Rides {
    private static final Duration SOME_TIME = Duration.ofSeconds(1);

    /** A step that was done, and what the stop rule made of it. */
    record Stop(int index, Plan before, List<Result> results, StopRule.Course course) {
        Step step() {
            return before.steps().get(index);
        }
    }

    final List<Stop> stops = new ArrayList<>();
    final List<Result> results = new ArrayList<>();
    private final Random random;
    private final double trouble;
    private final double troubleBack;
    private Plan plan;
    private String reason = "";
    private Optional<Wish> wish = Optional.empty();

    /**
     * @param trouble how likely anything goes wrong on the way forth, from 0 to 1
     * @param troubleBack the same on the way back
     */
    Rides(Plan plan, Random random, double trouble, double troubleBack) {
        this.plan = plan;
        this.random = random;
        this.trouble = trouble;
        this.troubleBack = troubleBack;
    }

    /** Rides to the end; the wish comes before that step is done. */
    Rides ride(Optional<Wish> later, int when) {
        for (int at = 0; at < plan.finish(); at++) {
            if (at == when) {
                wish = later;
            }
            Plan before = plan;
            List<Result> done = done(at, plan.steps().get(at));
            StopRule.Course course =
                    StopRule.after(Fixtures.aDeployment(plan, reason, wish), at, List.copyOf(results), done);
            stops.add(new Stop(at, before, done, course));
            results.addAll(done);
            plan = course.plan();
            reason = course.reason();
            if (wish.isPresent() && !wish.get().isCancel()) {
                wish = Optional.empty(); // the hold has fulfilled it
            }
        }
        return this;
    }

    Rides ride() {
        return ride(Optional.empty(), -1);
    }

    Plan plan() {
        return plan;
    }

    Deployment deployment() {
        return Fixtures.aDeployment(plan, reason, wish);
    }

    Standing standing() {
        return Standing.of(plan, results);
    }

    private List<Result> done(int at, Step step) {
        List<Result> done = new ArrayList<>();
        switch (step.stage()) {
            case HOLD, FINISH -> {}
            case ROTATE ->
                step.pairs().forEach(name -> rotate(at, step, plan.pool().pair(name), done));
            case SWITCH -> step.servers().forEach(server -> did(at, step, server, touch(step), done));
            default ->
                step.servers()
                        .forEach(server -> did(at, step, server, step.stage().word(), done));
        }
        return done;
    }

    private void rotate(int at, Step step, Pair pair, List<Result> done) {
        if (!did(at, step, pair.member(), Action.DRAIN, done)) {
            return;
        }
        boolean well = true;
        for (String server : pair.servers()) {
            well &= did(at, step, server, touch(step), done);
        }
        well = well && did(at, step, pair.app(), Action.RESTART, done);
        if (!well && !step.isBack()) {
            well = true;
            for (String server : pair.servers()) {
                well &= did(at, step, server, Action.BACK, done);
            }
        }
        if (well) {
            did(at, step, pair.member(), Action.RESTORE, done);
        }
    }

    private static String touch(Step step) {
        return step.isBack() ? Action.BACK : Action.SWITCH;
    }

    private boolean did(int at, Step step, String server, String action, List<Result> done) {
        boolean bad = random.nextDouble() < (step.isBack() ? troubleBack : trouble);
        Outcome.Status status = bad ? BAD.get(random.nextInt(BAD.size())) : Outcome.Status.OK;
        Outcome outcome = new Outcome(status, bad ? 1 : 0, "", bad ? "trouble" : "", SOME_TIME);
        done.add(new Result(at, step.stage(), server, action, outcome, Instant.EPOCH));
        return !bad;
    }

    private static final List<Outcome.Status> BAD = List.of(
            Outcome.Status.FAILED,
            Outcome.Status.LOST,
            Outcome.Status.TIMED_OUT,
            Outcome.Status.UNREACHABLE,
            Outcome.Status.REFUSED);
}
