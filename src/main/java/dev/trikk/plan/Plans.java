package dev.trikk.plan;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Rollout;
import dev.trikk.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes plans. Two straight functions, as in the origin: who reads one need not know the other. */
public final class Plans {
    private Plans() {}

    /** A release of the repository, batch by batch of the pairs, without downtime; where servers may not read it, Trikk does. */
    public static Plan rolling(Application application, Environment environment, Release release) {
        Plan bare = new Plan(application, environment, release, List.of());
        Pool pool = bare.pool();
        List<String> outside = outside(bare);

        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(release.source() == Release.Source.CARRIED ? Stage.UPLOAD : Stage.FETCH, pool.servers()));
        steps.add(Step.of(Stage.INSTALL, pool.servers()));
        steps.add(Step.of(Stage.SWITCH, outside));
        steps.add(Step.of(Stage.RESTART, restarted(bare, outside)));
        steps.addAll(rotations(pool.rollout(), bare.rotated()));
        steps.addAll(closing(bare));
        return needed(bare, steps);
    }

    /** A developer's own build, everywhere at once, with downtime. */
    public static Plan local(Application application, Environment environment, Release release) {
        Plan bare = new Plan(application, environment, release, List.of());
        Pool pool = bare.pool();

        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(Stage.UPLOAD, pool.servers()));
        steps.add(Step.of(Stage.INSTALL, pool.servers()));
        steps.add(Step.of(Stage.SWITCH, pool.servers()));
        steps.add(Step.of(Stage.RESTART, restarted(bare, pool.servers())));
        steps.addAll(closing(bare));
        return needed(bare, steps);
    }

    /** The plan for a release, after where it comes from. */
    public static Plan of(Application application, Environment environment, Release release) {
        return release.source() == Release.Source.LOCAL
                ? local(application, environment, release)
                : rolling(application, environment, release);
    }

    /** The same, but it stands still before its first step, until a person lets it begin. */
    public static Plan approved(Plan plan) {
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.add(0, Step.hold(Optional.empty()));
        return plan.with(steps);
    }

    /** The same without holds: a way back is known to be good, and nobody wants to wait for it. */
    public static Plan withoutHolds(Plan plan) {
        return plan.with(
                plan.steps().stream().filter(step -> step.stage() != Stage.HOLD).toList());
    }

    /**
     * What is left to do of a plan: only what lies on servers that are not on the release yet; those excluded are left as they
     * are. What is done on all servers at the end is done on all but the excluded.
     */
    public static Plan rest(Plan whole, Start start) {
        Predicate<String> left =
                server -> !start.onNew().contains(server) && !start.excluded().contains(server);
        List<Step> steps = whole.steps().stream()
                .map(step -> switch (step.stage()) {
                    case FETCH, UPLOAD, INSTALL, SWITCH, RESTART -> only(step, left);
                    case ROTATE -> rotation(whole, step, left, start);
                    case DISABLE, VERIFY, PRUNE ->
                        only(step, server -> !start.excluded().contains(server));
                    case HOLD, FINISH -> step;
                })
                .toList();
        return new Plan(
                whole.application(),
                whole.environment(),
                whole.release(),
                needed(whole, steps).steps(),
                start);
    }

    /**
     * The same, but of the rotations that are still to come after that step those of unwell members come first: they serve
     * nobody anyway, and a good release may cure them. Among the others the order stays.
     *
     * @param unwell names of pairs
     */
    public static Plan unwellFirst(Plan plan, int from, List<String> unwell) {
        List<Step> steps = new ArrayList<>(plan.steps());
        int end = from;
        while (end < steps.size() && steps.get(end).stage() == Stage.ROTATE) {
            end++;
        }
        List<Step> rotations = steps.subList(from, end);
        List<Step> sorted = Stream.concat(
                        rotations.stream().filter(step -> concerns(step, unwell)),
                        rotations.stream().filter(step -> !concerns(step, unwell)))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            steps.set(from + i, sorted.get(i));
        }
        return plan.with(steps);
    }

    private static boolean concerns(Step step, List<String> pairs) {
        return step.pairs().stream().anyMatch(pairs::contains);
    }

    private static Step only(Step step, Predicate<String> servers) {
        return new Step(
                step.stage(), step.servers().stream().filter(servers).toList(), step.pairs(), step.way(), step.bake());
    }

    private static Step rotation(Plan plan, Step step, Predicate<String> left, Start start) {
        List<Pair> pairs = step.pairs().stream()
                .map(plan.pool()::pair)
                .filter(pair -> pair.servers().stream().anyMatch(left))
                .filter(pair -> pair.servers().stream().noneMatch(start.excluded()::contains))
                .toList();
        return Step.rotate(pairs);
    }

    /** The servers that no rotation comes to. */
    static List<String> outside(Plan plan) {
        return plan.pool().servers().stream()
                .filter(server ->
                        plan.rotated().stream().noneMatch(pair -> pair.servers().contains(server)))
                .toList();
    }

    static List<String> restarted(Plan plan, List<String> servers) {
        return servers.stream()
                .filter(server -> plan.runsOn(server) || plan.isServedBy(server))
                .toList();
    }

    private static List<Step> rotations(Rollout rollout, List<Pair> pairs) {
        int first =
                rollout.canary().map(canary -> canary.batch().of(pairs.size())).orElse(0);
        List<Step> steps = new ArrayList<>();
        if (first > 0 && first < pairs.size()) {
            steps.add(Step.rotate(pairs.subList(0, first)));
            steps.add(Step.hold(rollout.canary().orElseThrow().bake()));
            steps.addAll(
                    batches(pairs.subList(first, pairs.size()), rollout.batch().of(pairs.size())));
        } else {
            steps.addAll(batches(pairs, rollout.batch().of(pairs.size())));
        }
        return steps;
    }

    static List<Step> batches(List<Pair> pairs, int size) {
        List<Step> steps = new ArrayList<>();
        for (int from = 0; from < pairs.size(); from += size) {
            steps.add(Step.rotate(pairs.subList(from, Math.min(from + size, pairs.size()))));
        }
        return steps;
    }

    private static List<Step> closing(Plan plan) {
        Pool pool = plan.pool();
        return List.of(
                Step.of(
                        Stage.DISABLE,
                        pool.appServers().stream().filter(plan::isDisabledOn).toList()),
                Step.of(Stage.VERIFY, pool.servers()),
                Step.of(Stage.PRUNE, pool.servers()),
                Step.of(Stage.FINISH, List.of()));
    }

    /** A step without servers has nothing to do: it does not become part of the plan. */
    private static Plan needed(Plan bare, List<Step> steps) {
        return bare.with(steps.stream()
                .filter(step -> step.stage() == Stage.FINISH
                        || step.stage() == Stage.HOLD
                        || !step.servers().isEmpty())
                .toList());
    }
}
