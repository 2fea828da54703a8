package dev.trikk.stage;

import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.remote.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The deployments that share one rotation.
 *
 * @param trips theirs; first that of the deployment whose message asked for the rotation
 */
record Convoy(List<Trip> trips) {

    /**
     * Those that may go together. A deployment that was planned before an edit of the pool knows other members, or another
     * floor: it has its own rotation.
     *
     * @param others that have come to the same step
     * @param deadline for every script
     */
    static Convoy of(Boarding leader, List<Boarding> others, Duration deadline) {
        List<Trip> trips = new ArrayList<>();
        trips.add(new Trip(leader, deadline));
        others.stream()
                .map(other -> new Trip(other, deadline))
                .filter(other -> other.pool().equals(trips.get(0).pool()))
                .filter(other -> other.balancer().equals(trips.get(0).balancer()))
                .forEach(trips::add);
        return new Convoy(List.copyOf(trips));
    }

    Trip leader() {
        return trips.get(0);
    }

    Pool pool() {
        return leader().pool();
    }

    String environment() {
        return leader().plan().environment().name();
    }

    Optional<Balancer> balancer() {
        return leader().balancer();
    }

    /** The pairs that leave together. */
    List<Pair> pairs() {
        return leader().boarding().work().pairs().stream().map(pool()::pair).toList();
    }

    List<String> members() {
        return pairs().stream().map(Pair::member).toList();
    }

    List<Deployment> deployments() {
        return trips.stream().map(trip -> trip.boarding().deployment()).toList();
    }

    /** Everything that each of them does on each pair. */
    List<Visit> visits() {
        return trips.stream()
                .flatMap(trip -> pairs().stream().map(pair -> new Visit(trip, pair)))
                .toList();
    }

    /** Notes for everybody what was done at the balancer, once for all of them. */
    void did(String action, Pair pair, Outcome outcome, Instant start) {
        trips.forEach(trip -> did(trip, action, pair, outcome, start));
    }

    /** Notes for one of them what was done at the balancer. */
    void did(Trip trip, String action, Pair pair, Outcome outcome, Instant start) {
        Outcome told = outcome.isOk() && trips.size() > 1
                ? Trip.good(outcome.stdout() + ", once for " + trips.size() + " deployments", outcome.duration())
                : outcome;
        trip.did(
                new Result(trip.boarding().step(), trip.boarding().work().stage(), pair.member(), action, told, start));
    }

    List<Ride> rides() {
        return trips.stream()
                .map(trip -> new Ride(trip.boarding(), trip.results()))
                .toList();
    }
}
