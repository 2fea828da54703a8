package dev.trikk.plan;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes plans. Two straight functions, as in the origin: who reads one need not know the other. */
public final class Plans {
    private Plans() {}

    /** A release of the repository, pair by pair, without downtime. */
    public static Plan rolling(Application application, Environment environment, Release release) {
        Plan bare = new Plan(application, environment, release, List.of());
        Pool pool = bare.pool();
        List<Pair> rotated =
                pool.pairs().stream().filter(pair -> bare.runsOn(pair.app())).toList();
        List<String> outside = pool.servers().stream()
                .filter(server ->
                        rotated.stream().noneMatch(pair -> pair.servers().contains(server)))
                .toList();

        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(Stage.FETCH, pool.servers()));
        steps.add(Step.of(Stage.INSTALL, pool.servers()));
        steps.add(Step.of(Stage.SWITCH, outside));
        steps.add(Step.of(
                Stage.RESTART,
                outside.stream()
                        .filter(server -> bare.runsOn(server) || bare.isServedBy(server))
                        .toList()));
        for (Pair pair : rotated) {
            steps.add(new Step(Stage.ROTATE, pair.servers(), Optional.of(pair.name())));
        }
        steps.addAll(closing(bare));
        return with(bare, steps);
    }

    /** A developer's own build, everywhere at once, with downtime. */
    public static Plan local(Application application, Environment environment, Release release) {
        Plan bare = new Plan(application, environment, release, List.of());
        Pool pool = bare.pool();

        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(Stage.UPLOAD, pool.servers()));
        steps.add(Step.of(Stage.INSTALL, pool.servers()));
        steps.add(Step.of(Stage.SWITCH, pool.servers()));
        steps.add(Step.of(
                Stage.RESTART,
                pool.servers().stream()
                        .filter(server -> bare.runsOn(server) || bare.isServedBy(server))
                        .toList()));
        steps.addAll(closing(bare));
        return with(bare, steps);
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
    private static Plan with(Plan bare, List<Step> steps) {
        List<Step> needed = steps.stream()
                .filter(step -> step.stage() == Stage.FINISH || !step.servers().isEmpty())
                .toList();
        return new Plan(bare.application(), bare.environment(), bare.release(), needed);
    }
}
