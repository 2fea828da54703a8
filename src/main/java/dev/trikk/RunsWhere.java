package dev.trikk;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.notify.Running;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What runs where, as the ledger tells of the applications that the inventory has now. */
final class RunsWhere {
    /** Far enough back for the last success of any lane that somebody cares for. */
    private static final int LATEST = 100;

    private final Ledger ledger;
    private final Supplier<Inventory> inventory;

    RunsWhere(Ledger ledger, Supplier<Inventory> inventory) {
        this.ledger = ledger;
        this.inventory = inventory;
    }

    /** The applications to which something was deployed in that environment. */
    List<Running> in(String environment) {
        return inventory.get().applications().values().stream()
                .filter(application -> application.placements().containsKey(environment))
                .map(Application::name)
                .map(name -> Running.of(ledger.history(new Lane(name, environment), LATEST)))
                .flatMap(Optional::stream)
                .toList();
    }
}
