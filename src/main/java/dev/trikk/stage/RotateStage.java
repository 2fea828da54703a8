package dev.trikk.stage;

import dev.trikk.inventory.Pair;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.Previous;
import dev.trikk.ledger.Rotations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Takes the pairs of a step out of the rotation, changes what runs on them for every deployment that waits for the same
 * rotation, and puts them back. A deployment that goes wrong is put back on what it had before, alone and at once. A pair
 * returns when all that runs on it is well.
 */
final class RotateStage {
    private final Gather gather;
    private final Gate gate;
    private final Changes changes;
    private final Reloads reloads;
    private final Together together;
    private final Ledger ledger;
    private final Rotations rotations;
    private final Duration deadline;

    RotateStage(
            Gather gather,
            Gate gate,
            Changes changes,
            Reloads reloads,
            Together together,
            Ledger ledger,
            Rotations rotations,
            Duration deadline) {
        this.gather = gather;
        this.gate = gate;
        this.changes = changes;
        this.reloads = reloads;
        this.together = together;
        this.ledger = ledger;
        this.rotations = rotations;
        this.deadline = deadline;
    }

    /**
     * Rotates for one deployment, and for all others that have come to the same rotation.
     *
     * @return what each of them has ridden, the given one first
     * @throws PoolInUse when other pairs of the pool are being rotated: the balancer tells only afterwards who is out
     * @throws StaleEpoch when another attempt at the step has begun since: this one has to leave everything alone
     */
    List<Ride> ride(Boarding boarding) {
        gather.await(boarding);
        if (!rotations.claim(boarding)) {
            throw new PoolInUse(boarding);
        }
        Convoy convoy = Convoy.of(boarding, rotations.boardOthers(boarding), deadline);
        Map<String, Previous> previous = convoy.trips().stream()
                .collect(Collectors.toMap(
                        Trip::deployment, trip -> Previous.of(trip.plan(), ledger.results(trip.deployment()))));
        if (gate.leave(convoy)) {
            List<Visit> visits = convoy.visits();
            each(visits, previous, changes::begin);
            reloads.run(visits);
            each(visits, previous, changes::finish);
            reloads.run(visits);
            visits.forEach(visit -> visit.trip().did(visit.results()));
            returnPairs(convoy, visits);
        }
        return convoy.rides();
    }

    private void each(List<Visit> visits, Map<String, Previous> previous, BiConsumer<Visit, Previous> work) {
        together.each(
                visits, visit -> work.accept(visit, previous.get(visit.trip().deployment())));
    }

    private void returnPairs(Convoy convoy, List<Visit> visits) {
        Map<Pair, List<Trip>> broken = visits.stream()
                .filter(visit -> !visit.isWell())
                .collect(Collectors.groupingBy(Visit::pair, Collectors.mapping(Visit::trip, Collectors.toList())));
        broken.forEach((pair, trips) -> gate.leaveOut(convoy, pair, trips));
        gate.enter(
                convoy,
                convoy.pairs().stream()
                        .filter(pair -> !broken.containsKey(pair))
                        .toList());
    }
}
