package dev.trikk.stage;

import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.plan.Plan;
import dev.trikk.release.Release;
import dev.trikk.request.Problem;
import dev.trikk.request.RequestFormat.LeftOut;
import dev.trikk.request.TrainRequest;
import dev.trikk.request.TrainRequest.All;
import dev.trikk.request.TrainRequest.From;
import dev.trikk.request.TrainRequest.Item;
import dev.trikk.request.TrainRequest.Listed;
import dev.trikk.request.TrainRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the plans of a train. Repositories are asked for several of its applications at once. */
final class TrainPlanner {
    private final Planner planner;
    private final Ledger ledger;
    private final Together together;

    /**
     * What became of a train's applications.
     *
     * @param plans of those that it carries, in order
     * @param leftOut those that it does not
     * @param problems why it cannot leave at all
     */
    record Planned(List<Plan> plans, List<LeftOut> leftOut, List<Problem> problems) {}

    /** What became of one application: one of the three. */
    private record One(Optional<Plan> plan, Optional<LeftOut> leftOut, Optional<Problem> problem) {
        private static One leftOut(String application, String reason) {
            return new One(Optional.empty(), Optional.of(new LeftOut(application, reason)), Optional.empty());
        }
    }

    TrainPlanner(Planner planner, Ledger ledger, Together together) {
        this.planner = planner;
        this.ledger = ledger;
        this.together = together;
    }

    /** The plans for a train that keeps the rules. */
    Planned plan(TrainRequest train, Inventory now) {
        List<String> applications = applications(train, now);
        Set<Lane> busy = ledger.underWay().stream().map(Deployment::lane).collect(Collectors.toSet());
        Map<Integer, One> planned = new ConcurrentHashMap<>();
        together.each(
                IntStream.range(0, applications.size()).boxed().toList(),
                index -> planned.put(index, plan(train, now, applications.get(index), index, busy)));
        List<One> all = new ArrayList<>();
        IntStream.range(0, applications.size()).forEach(index -> all.add(planned.get(index)));
        return new Planned(
                all.stream().flatMap(one -> one.plan().stream()).toList(),
                Stream.concat(all.stream().flatMap(one -> one.leftOut().stream()), stayBehind(train, now))
                        .toList(),
                all.stream().flatMap(one -> one.problem().stream()).toList());
    }

    private static List<String> applications(TrainRequest train, Inventory now) {
        if (train.load() instanceof Listed listed) {
            return listed.items().stream().map(Item::application).toList();
        }
        return TrainRules.placed(now, train.environment(), except(train));
    }

    private static List<String> except(TrainRequest train) {
        return train.load() instanceof All all
                ? all.except()
                : train.load() instanceof From from ? from.except() : List.of();
    }

    private static Stream<LeftOut> stayBehind(TrainRequest train, Inventory now) {
        Stream<LeftOut> excepted = TrainRules.placed(now, train.environment(), List.of()).stream()
                .filter(except(train)::contains)
                .map(name -> new LeftOut(name, "stays behind, as was asked for"));
        if (!(train.load() instanceof From from)) {
            return excepted;
        }
        Stream<LeftOut> elsewhere = TrainRules.placed(now, from.environment(), from.except()).stream()
                .filter(name ->
                        !now.application(name).orElseThrow().placements().containsKey(train.environment()))
                .map(name -> new LeftOut(name, "is not deployed to " + train.environment()));
        return Stream.concat(excepted, elsewhere);
    }

    private One plan(TrainRequest train, Inventory now, String application, int index, Set<Lane> busy) {
        if (train.load() instanceof Listed listed) {
            return one(train, planner.plan(train.one(listed.items().get(index)), now), application, index);
        }
        boolean moves = busy.contains(new Lane(application, train.environment()));
        if (train.load() instanceof All all) {
            One planned =
                    one(train, planner.plan(train.one(new Item(application, all.version())), now), application, index);
            return planned.plan()
                    .filter(plan -> !moves && runs(train, application, plan.release()))
                    .map(plan -> already(train, application, plan.release()))
                    .orElse(planned);
        }
        return from(train, now, application, ((From) train.load()).environment(), moves);
    }

    private One from(TrainRequest train, Inventory now, String application, String environment, boolean moves) {
        Optional<Release> release = planner.history(application, environment).current();
        if (release.isEmpty()) {
            return One.leftOut(application, "Trikk has brought no release of it to " + environment);
        }
        if (!moves && runs(train, application, release.get())) {
            return already(train, application, release.get());
        }
        Item item = new Item(application, release.get().version());
        return one(train, planner.plan(train.one(item), now, release.get()), application, 0);
    }

    private boolean runs(TrainRequest train, String application, Release release) {
        return !train.again()
                && planner.history(application, train.environment()).isOn(release);
    }

    private static One already(TrainRequest train, String application, Release release) {
        return One.leftOut(application, train.environment() + " runs " + release.version() + " already");
    }

    /** A problem is told at the place of its application, or with its name. */
    private static One one(TrainRequest train, Planner.Planned planned, String application, int index) {
        return new One(planned.plan(), Optional.empty(), planned.problem().map(problem -> {
            boolean listed = train.load() instanceof Listed;
            String place = listed ? "$.train.deployments[" + index + "].version" : "$.train";
            return new Problem(place, (listed ? "" : application + ": ") + problem.reason());
        }));
    }
}
