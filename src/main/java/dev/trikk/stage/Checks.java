package dev.trikk.stage;

import dev.trikk.health.HealthPolicy;
import dev.trikk.health.HealthPolicy.State;
import dev.trikk.health.HealthPolicy.Verdict;
import dev.trikk.health.HealthWatch;
import dev.trikk.inventory.Health;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Result;
import dev.trikk.release.Versions;
import dev.trikk.remote.Outcome;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks applications whether they are up, as their inventory entry says. Where it says nothing there is nothing to ask. */
final class Checks {
    private final HealthWatch watch;
    private final OnServers servers;
    private final Clock clock;

    Checks(HealthWatch watch, OnServers servers, Clock clock) {
        this.watch = watch;
        this.servers = servers;
        this.clock = clock;
    }

    /** On the server on which it runs. */
    List<Result> onServer(Trip trip, Server server) {
        return health(trip)
                .map(health -> List.of(check(trip, server, health.port(), health)))
                .orElse(List.of());
    }

    /** Through the httpd of a proxy, where that is wanted. */
    List<Result> throughProxy(Trip trip, Server proxy) {
        return health(trip)
                .filter(health -> trip.plan().isServedBy(proxy.name()))
                .flatMap(health -> health.proxyPort().map(port -> List.of(check(trip, proxy, port, health))))
                .orElse(List.of());
    }

    /** On the server, after it was put back: an answer with the new release's version cannot be expected there. */
    List<Result> afterWayBack(Trip trip, Server server) {
        return health(trip)
                .map(health -> new Health(
                        health.port(),
                        health.path(),
                        health.proxyPort(),
                        health.expect().filter(text -> !text.contains("${version}")),
                        health.times(),
                        health.within()))
                .map(health -> List.of(check(trip, server, health.port(), health)))
                .orElse(List.of());
    }

    private static Optional<Health> health(Trip trip) {
        return trip.plan().application().health();
    }

    private Result check(Trip trip, Server server, int port, Health health) {
        URI url = URI.create("http://" + server.address() + ":" + port + health.path());
        HealthPolicy policy =
                HealthPolicy.of(health, Versions.built(trip.plan().release().version()));
        return servers.note(trip.boarding(), Action.CHECK, server.name(), () -> ask(url, policy));
    }

    private Outcome ask(URI url, HealthPolicy policy) {
        Instant start = clock.instant();
        Verdict verdict = watch.watch(url, policy);
        Duration took = Duration.between(start, clock.instant());
        String words = url + " " + verdict.sentence();
        return verdict.state() == State.UP ? Trip.good(words, took) : Trip.bad(words, took);
    }
}
