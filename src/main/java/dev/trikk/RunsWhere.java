package dev.trikk;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Records;
import dev.trikk.notify.Running;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What runs where, as the ledger tells of the applications that the inventory has now. Safe for several threads. */
final class RunsWhere {
    /** Far enough back for the last success of any lane that somebody cares for. */
    private static final int LATEST = 100;

    private final Ledger ledger;
    private final Records records;
    private final Supplier<Inventory> inventory;
    /** What a lane runs changes only when another deployment of it ends. */
    private final Map<Lane, Known> known = new ConcurrentHashMap<>();

    private record Known(long ended, Optional<Running> running) {}

    RunsWhere(Ledger ledger, Records records, Supplier<Inventory> inventory) {
        this.ledger = ledger;
        this.records = records;
        this.inventory = inventory;
    }

    /** The applications to which something was deployed in that environment. */
    List<Running> in(String environment) {
        Map<Lane, Long> ended = records.ended();
        return inventory.get().applications().values().stream()
                .filter(application -> application.placements().containsKey(environment))
                .map(Application::name)
                .map(name -> in(new Lane(name, environment), ended))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The version that each lane is on. */
    Map<Lane, String> versions() {
        Map<Lane, String> versions = new HashMap<>();
        Map<Lane, Long> ended = records.ended();
        ended.keySet()
                .forEach(lane ->
                        in(lane, ended).flatMap(Running::version).ifPresent(version -> versions.put(lane, version)));
        return versions;
    }

    private Optional<Running> in(Lane lane, Map<Lane, Long> ended) {
        Long count = ended.get(lane);
        if (count == null) {
            return Optional.empty();
        }
        return known.compute(
                        lane,
                        (any, before) -> before != null && before.ended() == count
                                ? before
                                : new Known(count, Running.of(ledger.history(lane, LATEST))))
                .running();
    }
}
