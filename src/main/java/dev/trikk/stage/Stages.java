package dev.trikk.stage;

import dev.trikk.inventory.Server;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Previous;
import dev.trikk.ledger.Result;
import dev.trikk.script.BackScript;
import dev.trikk.script.DisableScript;
import dev.trikk.script.FetchScript;
import dev.trikk.script.InstallScript;
import dev.trikk.script.PruneScript;
import dev.trikk.script.ReloadScript;
import dev.trikk.script.RestartScript;
import dev.trikk.script.StopScript;
import dev.trikk.script.SwitchScript;
import dev.trikk.script.VerifyScript;
import java.time.Duration;
import java.util.List;

/** The stages that do the same on all servers of their step at once; one method is one stage. */
final class Stages {
    private final OnServers servers;
    private final Checks checks;
    private final Ledger ledger;
    private final Duration deadline;

    Stages(OnServers servers, Checks checks, Ledger ledger, Duration deadline) {
        this.servers = servers;
        this.checks = checks;
        this.ledger = ledger;
        this.deadline = deadline;
    }

    List<Result> fetch(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        return servers.run(boarding, Action.FETCH, trip.servers(), server -> FetchScript.of(trip.errand()));
    }

    List<Result> install(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        return servers.run(
                boarding, Action.INSTALL, trip.servers(), server -> InstallScript.of(trip.errand(), trip.duty(server)));
    }

    List<Result> switchOver(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        Previous previous = previous(trip);
        return boarding.work().isBack()
                ? servers.run(
                        boarding,
                        Action.BACK,
                        trip.servers(),
                        server -> BackScript.of(trip.errand(), previous.on(server.name())))
                : servers.run(
                        boarding,
                        Action.SWITCH,
                        trip.servers(),
                        server -> SwitchScript.of(trip.errand(), trip.duty(server)));
    }

    /** The applications first, all at once; the httpds when they are up. */
    List<Result> restart(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        Previous previous = previous(trip);
        List<Server> apps = trip.servers().stream()
                .filter(server -> trip.plan().runsOn(server.name()))
                .toList();
        List<Server> proxies = trip.servers().stream()
                .filter(server -> trip.plan().isServedBy(server.name()))
                .toList();
        if (trip.did(servers.each(apps, server -> restart(boarding, server, previous)))) {
            trip.did(servers.run(boarding, Action.RELOAD, proxies, server -> ReloadScript.of(trip.errand())));
        }
        return trip.results();
    }

    /** Put back, an application that was not there before does not run, and one that was says another version. */
    private List<Result> restart(Boarding boarding, Server server, Previous previous) {
        Trip trip = new Trip(boarding, deadline);
        boolean back = boarding.work().isBack();
        if (back && previous.on(server.name()).isEmpty()) {
            return List.of(servers.run(boarding, Action.DISABLE, server, StopScript.of(trip.errand())));
        }
        if (trip.did(servers.run(boarding, Action.RESTART, server, RestartScript.of(trip.errand())))) {
            trip.did(back ? checks.afterWayBack(trip, server) : checks.onServer(trip, server));
        }
        return trip.results();
    }

    private Previous previous(Trip trip) {
        return Previous.of(trip.plan(), ledger.results(trip.deployment()));
    }

    List<Result> disable(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        return servers.run(boarding, Action.DISABLE, trip.servers(), server -> DisableScript.of(trip.errand()));
    }

    List<Result> verify(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        return servers.each(trip.servers(), server -> verify(boarding, server));
    }

    private List<Result> verify(Boarding boarding, Server server) {
        Trip trip = new Trip(boarding, deadline);
        boolean asItShould = trip.did(
                servers.run(boarding, Action.VERIFY, server, VerifyScript.of(trip.errand(), trip.duty(server))));
        if (asItShould && trip.plan().runsOn(server.name())) {
            trip.did(checks.onServer(trip, server));
        }
        return trip.results();
    }

    List<Result> prune(Boarding boarding) {
        Trip trip = new Trip(boarding, deadline);
        Previous previous = previous(trip);
        return servers.run(
                boarding,
                Action.PRUNE,
                trip.servers(),
                server -> PruneScript.of(trip.errand(), previous.on(server.name())));
    }
}
