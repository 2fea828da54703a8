package dev.trikk.stage;

import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Previous;
import dev.trikk.ledger.Result;
import dev.trikk.script.BackScript;
import dev.trikk.script.ReloadScript;
import dev.trikk.script.RestartScript;
import dev.trikk.script.StopScript;
import dev.trikk.script.SwitchScript;
import java.time.Duration;
import java.util.List;

/**
 * Takes one pair out of the rotation, switches and restarts it, and puts it back. When that goes wrong the pair is put back
 * on the release it had before, at once; it returns to the rotation only when it is well.
 */
final class RotateStage implements StageWork {
    private final OnServers servers;
    private final Checks checks;
    private final Gate gate;
    private final Ledger ledger;
    private final Duration deadline;

    RotateStage(OnServers servers, Checks checks, Gate gate, Ledger ledger, Duration deadline) {
        this.servers = servers;
        this.checks = checks;
        this.gate = gate;
        this.ledger = ledger;
        this.deadline = deadline;
    }

    @Override
    public List<Result> ride(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        Pair pair = trip.plan().pool().pair(boarding.work().pairs().get(0));
        if (gate.leave(trip, pair)
                && (boarding.work().isBack() ? putBack(trip, pair) : changed(trip, pair) || putBack(trip, pair))) {
            gate.enter(trip, pair);
        }
        return trip.results();
    }

    /** Whatever goes wrong after the drain leads to the way back: a pair is not left half done until somebody looks. */
    private boolean changed(Trip trip, Pair pair) {
        try {
            return change(trip, pair);
        } catch (RuntimeException e) {
            return trip.did(servers.note(
                    trip.boarding(),
                    Action.CHECK,
                    pair.app(),
                    () -> Trip.bad("could not go on: " + e.getMessage(), Duration.ZERO)));
        }
    }

    private boolean change(Trip trip, Pair pair) {
        Server app = trip.server(pair.app());
        return trip.did(servers.run(
                        trip.boarding(),
                        Action.SWITCH,
                        trip.servers(),
                        server -> SwitchScript.of(trip.errand(), trip.duty(server))))
                && restart(trip, app)
                && trip.did(checks.onServer(trip, app))
                && reload(trip, pair)
                && trip.did(checks.throughProxy(trip, trip.server(pair.proxy())));
    }

    private boolean putBack(Trip trip, Pair pair) {
        Previous previous = Previous.of(trip.plan(), ledger.results(trip.deployment()));
        Server app = trip.server(pair.app());
        return trip.did(servers.run(
                        trip.boarding(),
                        Action.BACK,
                        trip.servers(),
                        server -> BackScript.of(trip.errand(), previous.on(server.name()))))
                && (previous.on(app.name()).isPresent() ? revive(trip, app) : stop(trip, app))
                && reload(trip, pair);
    }

    private boolean revive(Trip trip, Server app) {
        return restart(trip, app) && trip.did(checks.afterWayBack(trip, app));
    }

    private boolean restart(Trip trip, Server app) {
        return trip.did(servers.run(trip.boarding(), Action.RESTART, app, RestartScript.of(trip.errand())));
    }

    private boolean stop(Trip trip, Server app) {
        return trip.did(servers.run(trip.boarding(), Action.DISABLE, app, StopScript.of(trip.errand())));
    }

    private boolean reload(Trip trip, Pair pair) {
        Server proxy = trip.server(pair.proxy());
        return !trip.plan().isServedBy(proxy.name())
                || trip.did(servers.run(trip.boarding(), Action.RELOAD, proxy, ReloadScript.of(trip.errand())));
    }
}
