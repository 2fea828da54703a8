package dev.trikk.stage;

import dev.trikk.inventory.Server;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Previous;
import dev.trikk.outage.Outage;
import dev.trikk.script.BackScript;
import dev.trikk.script.RestartScript;
import dev.trikk.script.StopScript;
import dev.trikk.script.SwitchScript;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What is done on a pair that is out of rotation: forth to the release, and back when that goes wrong or is what the step is
 * for. Between {@link #begin} and {@link #finish} the httpds are reloaded. Safe for several visits at once.
 */
final class Changes {
    private final OnServers servers;
    private final Checks checks;
    private final Gate gate;

    Changes(OnServers servers, Checks checks, Gate gate) {
        this.servers = servers;
        this.checks = checks;
        this.gate = gate;
    }

    /** Changes the pair as far as can be seen without its proxy; a pair that does not get well is put back at once. */
    void begin(Visit visit, Previous previous) {
        if (visit.isBack()) {
            if (guarded(visit, this::isStillOut)) {
                putBack(visit, previous);
            }
        } else if (guarded(visit, this::change)) {
            visit.becomes(Visit.State.NEW);
        } else {
            putBack(visit, previous);
        }
    }

    /** Asks through the proxy; a pair that is not well is put back. */
    void finish(Visit visit, Previous previous) {
        boolean isWell = visit.state() == Visit.State.NEW
                && guarded(visit, seen -> seen.did(checks.throughProxy(seen.trip(), seen.proxy())));
        if (!isWell && (visit.state() == Visit.State.NEW || visit.state() == Visit.State.UNWELL)) {
            putBack(visit, previous);
        }
    }

    private boolean change(Visit visit) {
        Trip trip = visit.trip();
        return visit.did(servers.run(
                        visit.boarding(),
                        Action.SWITCH,
                        visit.servers(),
                        server -> SwitchScript.of(trip.errand(), trip.duty(server))))
                && isStillOut(visit)
                && restart(visit)
                && visit.did(checks.onServer(trip, visit.app()));
    }

    private void putBack(Visit visit, Previous previous) {
        boolean isBack = guarded(visit, any -> back(any, previous));
        visit.becomes(isBack ? Visit.State.OLD : Visit.State.BROKEN);
    }

    /** What users are on again was not restarted: it still runs what it is pointed back at. */
    private boolean back(Visit visit, Previous previous) {
        Trip trip = visit.trip();
        Server app = visit.app();
        return visit.did(servers.run(
                        visit.boarding(),
                        Action.BACK,
                        visit.servers(),
                        server -> BackScript.of(trip.errand(), previous.on(server.name()))))
                && (!visit.mayRestart() || (previous.on(app.name()).isPresent() ? revive(visit) : stop(visit)));
    }

    private boolean revive(Visit visit) {
        return restart(visit) && visit.did(checks.afterWayBack(visit.trip(), visit.app()));
    }

    private boolean restart(Visit visit) {
        return visit.did(servers.run(
                visit.boarding(),
                Action.RESTART,
                visit.app(),
                RestartScript.of(visit.trip().errand())));
    }

    private boolean stop(Visit visit) {
        return visit.did(servers.run(
                visit.boarding(),
                Action.DISABLE,
                visit.app(),
                StopScript.of(visit.trip().errand())));
    }

    /** A balancer that was started anew has forgotten the drain, and a person may have put the member back. */
    private boolean isStillOut(Visit visit) {
        if (gate.isOut(visit.trip(), visit.pair())) {
            return true;
        }
        visit.hasTraffic();
        return visit.did(servers.note(
                visit.boarding(),
                Action.CHECK,
                visit.pair().app(),
                () -> Trip.bad(
                        "not restarted: " + visit.pair().member() + " gets traffic again, and not by Trikk",
                        Duration.ZERO)));
    }

    /**
     * Whatever goes wrong after the drain leads to the way back: a pair is not left half done until somebody looks. But when
     * the step cannot work at all it is repeated as a whole.
     */
    private boolean guarded(Visit visit, Predicate<Visit> work) {
        try {
            return work.test(visit);
        } catch (Outage e) {
            throw e;
        } catch (RuntimeException e) {
            return visit.did(servers.note(
                    visit.boarding(),
                    Action.CHECK,
                    visit.pair().app(),
                    () -> Trip.bad("could not go on: " + e.getMessage(), Duration.ZERO)));
        }
    }
}
