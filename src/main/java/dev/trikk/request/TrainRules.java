package dev.trikk.request;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.request.TrainRequest.All;
import dev.trikk.request.TrainRequest.From;
import dev.trikk.request.TrainRequest.Item;
import dev.trikk.request.TrainRequest.Listed;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a train must keep to be accepted: the rules of each of its deployments, and those of its own. Every broken one is told. */
public final class TrainRules {
    private TrainRules() {}

    /** Everything that speaks against the train; empty when it may be planned. */
    public static List<Problem> check(TrainRequest train, Inventory inventory) {
        return Stream.of(isTaken(train, inventory), common(train, inventory), load(train, inventory))
                .flatMap(problems -> problems)
                .distinct()
                .toList();
    }

    /** The same for what could be read of a train, without what is known already: see {@link Rules#checkRest}. */
    public static List<Problem> checkRest(TrainRequest rest, Inventory inventory, List<Problem> known) {
        return Rules.unknownOf(check(rest, inventory), known);
    }

    /** The applications that are placed in an environment, in the order of the inventory, without some. */
    public static List<String> placed(Inventory inventory, String environment, List<String> except) {
        return inventory.applications().values().stream()
                .filter(application -> application.placements().containsKey(environment))
                .map(Application::name)
                .filter(name -> !except.contains(name))
                .toList();
    }

    private static Stream<Problem> isTaken(TrainRequest train, Inventory inventory) {
        return Rules.when(
                !inventory.rules(train.environment()).trains(),
                "$.environment",
                "rule \"trains\": " + train.environment() + " takes no trains; deploy its applications one by one.");
    }

    /** What each of its deployments would complain about, once. */
    private static Stream<Problem> common(TrainRequest train, Inventory inventory) {
        String any = inventory.applications().values().stream()
                .filter(application -> application.placements().containsKey(train.environment()))
                .map(Application::name)
                .findFirst()
                .orElse("");
        Stream<Problem> nobody = Rules.when(
                inventory.environment(train.environment()).isPresent() && any.isEmpty(),
                "$.environment",
                "No application is deployed to " + train.environment() + ".");
        Stream<Problem> each =
                Rules.check(train.one(new Item(any.isEmpty() ? "any" : any, "release")), inventory).stream()
                        .filter(problem -> !problem.path().equals("$.application"));
        return Stream.concat(nobody, each);
    }

    private static Stream<Problem> load(TrainRequest train, Inventory inventory) {
        if (train.load() instanceof All all) {
            return Stream.concat(version(train, all.version(), inventory), except(all.except(), inventory));
        }
        if (train.load() instanceof From from) {
            return Stream.concat(source(train, from, inventory), except(from.except(), inventory));
        }
        return listed(train, ((Listed) train.load()).items(), inventory);
    }

    private static Stream<Problem> version(TrainRequest train, String version, Inventory inventory) {
        return Rules.check(train.one(new Item("any", version)), inventory).stream()
                .filter(problem -> problem.path().equals("$.version"))
                .map(problem -> new Problem("$.train.version", problem.reason()));
    }

    private static Stream<Problem> except(List<String> names, Inventory inventory) {
        Set<String> known = inventory.applications().keySet();
        return IntStream.range(0, names.size())
                .boxed()
                .flatMap(index -> Rules.when(
                        !known.contains(names.get(index)),
                        "$.train.except[" + index + "]",
                        "There is no application " + Quoted.of(names.get(index))
                                + Nearest.question(names.get(index), known)));
    }

    private static Stream<Problem> source(TrainRequest train, From from, Inventory inventory) {
        Set<String> known = inventory.environments().keySet();
        String name = from.environment();
        return Stream.concat(
                Rules.when(
                        !known.contains(name),
                        "$.train.from",
                        "There is no environment " + Quoted.of(name) + Nearest.question(name, known)),
                Rules.when(
                        name.equals(train.environment()),
                        "$.train.from",
                        "A train comes from another environment; " + Quoted.of(name) + " is where it goes to."));
    }

    private static Stream<Problem> listed(TrainRequest train, List<Item> items, Inventory inventory) {
        Set<String> seen = new HashSet<>();
        return IntStream.range(0, items.size()).boxed().flatMap(index -> {
            Item item = items.get(index);
            String place = "$.train.deployments[" + index + "]";
            Stream<Problem> twice = Rules.when(
                    !seen.add(item.application()),
                    place + ".application",
                    Quoted.of(item.application()) + " is in this list twice.");
            return Stream.concat(one(train, item, place, inventory), twice);
        });
    }

    /** What is wrong with where a listed application goes is wrong with the application. */
    private static Stream<Problem> one(TrainRequest train, Item item, String place, Inventory inventory) {
        boolean known = inventory
                .environment(train.environment())
                .map(Environment::name)
                .isPresent();
        return Rules.check(train.one(item), inventory).stream().flatMap(problem -> switch (problem.path()) {
            case "$.application", "$.version" ->
                Stream.of(new Problem(place + problem.path().substring(1), problem.reason()));
            case "$.environment" ->
                known ? Stream.of(new Problem(place + ".application", problem.reason())) : Stream.empty();
            default -> Stream.empty();
        });
    }
}
