package dev.trikk.stage;

import dev.trikk.control.Command;
import dev.trikk.control.Permission;
import dev.trikk.inventory.Closed;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Admission;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Freezes;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.request.EnvironmentCheck;
import dev.trikk.request.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What environments take from whom now: the rules of today's inventory, and the freezes by hand. */
public final class Opening {
    private final Supplier<Inventory> inventory;
    private final Freezes freezes;
    private final Clock clock;

    /** Of that inventory. */
    public Opening(Supplier<Inventory> inventory, Freezes freezes, Clock clock) {
        this.inventory = inventory;
        this.freezes = freezes;
        this.clock = clock;
    }

    /** Everything that the rules of an environment say against a new request. */
    List<Problem> check(String environment, boolean rollback, Optional<String> caller) {
        return EnvironmentCheck.check(environment, rules(environment), closed(environment), rollback, caller);
    }

    /** Why somebody may not do that with a deployment; nothing where he may. */
    Optional<String> objection(Command command, Deployment deployment, Optional<String> caller) {
        String environment = deployment.lane().environment();
        return Permission.objection(command, deployment, rules(environment), closed(environment), caller);
    }

    /** What its environment says to a deployment that wants to begin. */
    Admission admission(Deployment deployment) {
        String environment = deployment.lane().environment();
        return new Admission(
                rules(environment).atOnce(),
                Closed.longest(closed(environment), deployment.request().isRollback())
                        .map(Closed::inWords));
    }

    /** Who may begin when a lane has become free: the next one in it, or where places are few, who has waited longest for one. */
    Optional<String> next(Ledger ledger, Lane lane) {
        return rules(lane.environment()).atOnce().isPresent() ? ledger.nextIn(lane.environment()) : ledger.nextOf(lane);
    }

    /** Why an environment takes no deployments now; nothing where it does. */
    public Optional<String> frozen(String environment) {
        return EnvironmentCheck.frozen(environment, closed(environment), false);
    }

    EnvironmentRules rules(String environment) {
        return inventory.get().rules(environment);
    }

    /** Those of the inventory, and the one by hand, which always lets rollbacks through. */
    List<Closed> closed(String environment) {
        EnvironmentRules rules = rules(environment);
        return Stream.concat(
                        rules.closed(clock.instant()).stream(),
                        freezes.current().stream()
                                .filter(frozen -> frozen.environment().equals(environment))
                                .map(frozen -> new Closed(
                                        frozen.until(),
                                        frozen.reason() + ", frozen by " + frozen.by(),
                                        true,
                                        rules.zone())))
                .toList();
    }
}
