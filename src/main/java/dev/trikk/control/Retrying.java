package dev.trikk.control;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Approval;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Pair;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Previous;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Standing;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Start;
import dev.trikk.plan.Step;
import dev.trikk.plan.Without;
import dev.trikk.request.DeployRequest;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What follows from retry. Pure. */
public final class Retrying {
    private Retrying() {}

    /**
     * Lets one that was parked try its step again.
     *
     * @param again whether the command may have been done before, without an answer
     */
    public static Move parked(Deployment deployment, List<Result> results, Command command, boolean again) {
        String id = deployment.id();
        if (!deployment.isParked()) {
            boolean goesOn = again && deployment.state() == State.ACTIVE;
            return new Move.Tell(goesOn, goesOn ? id + " tries its step again." : Why.state(deployment));
        }
        Plan plan = deployment.plan();
        Optional<String> unknown = unknown(plan, command);
        if (unknown.isPresent()) {
            return new Move.Tell(false, unknown.get());
        }
        Plan rest = command.exclude().isEmpty()
                ? plan
                : Without.servers(plan, deployment.cursor(), whole(plan, command.exclude()));
        return new Move.GoOn(
                rest,
                deployment.cursor(),
                Parked.reason(deployment, results),
                Optional.empty(),
                id + " goes on with " + rest.steps().get(deployment.cursor()).inWords() + "." + without(rest));
    }

    /**
     * Makes a deployment of what one that is over has left undone.
     *
     * @param newer why it is too late, if something newer went to its lane
     * @param rollsBack whether it was, or finished, a rollback
     */
    public static Move ended(
            Deployment old,
            List<Result> results,
            Command command,
            Inventory inventory,
            Optional<String> newer,
            boolean rollsBack) {
        if (old.ending().filter(Ending.SUCCEEDED::equals).isPresent()) {
            return new Move.Tell(
                    false, old.id() + " has succeeded: nothing is left to do. Deploy it again by a new request.");
        }
        if (newer.isPresent()) {
            return new Move.Tell(false, newer.get());
        }
        Optional<Application> application =
                inventory.application(old.plan().application().name());
        Optional<Environment> environment =
                inventory.environment(old.plan().environment().name());
        if (application.isEmpty()
                || environment.isEmpty()
                || !application.get().placements().containsKey(environment.get().name())) {
            return new Move.Tell(
                    false,
                    old.plan().application().name() + " is not deployed to "
                            + old.plan().environment().name()
                            + " any more, says the inventory: nothing can be done for " + old.id() + ".");
        }
        Plan whole = Plans.of(application.get(), environment.get(), old.plan().release());
        boolean approved = inventory.rules(environment.get().name()).approval() != Approval.NONE;
        Plan asked = rollsBack ? Plans.withoutHolds(whole) : approved ? Plans.approved(whole) : whole;
        return unknown(whole, command)
                .<Move>map(words -> new Move.Tell(false, words))
                .orElseGet(() -> finish(old, results, command, asked));
    }

    private static Move finish(Deployment old, List<Result> results, Command command, Plan whole) {
        Map<String, String> previous = Previous.of(old.plan(), results).directories();
        List<String> done = done(old.plan(), results).stream()
                .filter(whole.pool().servers()::contains)
                .toList();
        Plan rest = Plans.rest(whole, new Start(previous, done, whole(whole, command.exclude())));
        String steps = rest.steps().subList(0, rest.finish()).stream()
                .map(Step::inWords)
                .collect(Collectors.joining(", "));
        return new Move.Finish(
                request(old, command),
                rest,
                "does what " + old.id() + " has left undone: " + steps + "." + without(rest));
    }

    /** Servers on which nothing is left to do: switched, restarted since where it needs that, and their pair in service. */
    static List<String> done(Plan plan, List<Result> results) {
        Standing standing = Standing.of(plan, results);
        Set<String> out = plan.pool().pairs().stream()
                .filter(pair -> standing.out().contains(pair.member()))
                .flatMap(pair -> pair.servers().stream())
                .collect(Collectors.toSet());
        return standing.onNew().stream()
                .filter(server -> !out.contains(server))
                .filter(server -> plan.start().onNew().contains(server) || isRestarted(plan, results, server))
                .toList();
    }

    private static boolean isRestarted(Plan plan, List<Result> results, String server) {
        List<Result> own = results.stream()
                .filter(result -> result.server().equals(server))
                .toList();
        int switched = own.stream().map(Result::action).toList().lastIndexOf(Action.SWITCH);
        List<Result> since = own.subList(switched + 1, own.size());
        return (!plan.runsOn(server) || isOk(since, Action.RESTART))
                && (!plan.isServedBy(server) || isOk(since, Action.RELOAD));
    }

    private static boolean isOk(List<Result> results, String action) {
        return results.stream().anyMatch(result -> result.action().equals(action) && result.isOk());
    }

    private static Optional<String> unknown(Plan plan, Command command) {
        List<String> known = plan.pool().servers();
        return command.exclude().stream()
                .filter(server -> !known.contains(server))
                .findFirst()
                .map(server -> plan.application().name() + " is on no server " + Quoted.of(server) + " in "
                        + plan.environment().name() + Nearest.question(server, known));
    }

    /** A pair is rotated as a whole or not at all. */
    private static List<String> whole(Plan plan, List<String> excluded) {
        Set<String> all = new TreeSet<>(excluded);
        for (Pair pair : plan.rotated()) {
            if (pair.servers().stream().anyMatch(excluded::contains)) {
                all.addAll(pair.servers());
            }
        }
        return List.copyOf(all);
    }

    private static String without(Plan plan) {
        List<String> excluded = plan.start().excluded();
        return excluded.isEmpty()
                ? ""
                : " These stay as they are, and the ending will be PARTIAL: " + String.join(", ", excluded) + ".";
    }

    /** For the same release, whatever was asked for then. */
    private static DeployRequest request(Deployment old, Command command) {
        DeployRequest before = old.request();
        return new DeployRequest(
                command.id(),
                before.application(),
                old.plan().release().version(),
                before.environment(),
                before.source(),
                before.file(),
                Optional.of(command.by()),
                before.issues(),
                before.comment(),
                false,
                DeployRequest.Kind.RETRY,
                false,
                Optional.of(old.id()));
    }
}
