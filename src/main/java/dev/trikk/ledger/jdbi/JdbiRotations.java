package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Rotations;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The rotations, beside the ledger. */
public final class JdbiRotations implements Rotations {
    private final Transactions transactions;
    private final Clock clock;

    /** Rotations in the ledger's database, which the caller closes. */
    public JdbiRotations(LedgerDatabase database, Clock clock) {
        this.transactions = new Transactions(database, () -> {});
        this.clock = clock;
    }

    @Override
    public boolean claim(Boarding rotation) {
        return transactions.in(handle -> RotationTable.claim(handle, rotation, clock.instant()));
    }

    @Override
    public List<Boarding> boardOthers(Boarding rotation) {
        return transactions.in(handle -> RotationTable.atSameRotation(handle, rotation.deployment())).stream()
                .flatMap(id -> overtake(rotation, id).stream())
                .filter(other -> other.work().pairs().equals(rotation.work().pairs()))
                .toList();
    }

    private Optional<Boarding> overtake(Boarding rotation, String id) {
        return transactions.in(handle -> {
            RotationTable.requireTaken(handle, rotation);
            Lane lane = DeploymentTable.known(handle, id).lane();
            long epoch = Math.max(clock.millis(), LaneTable.lock(handle, lane) + 1);
            Deployment deployment = DeploymentTable.locked(handle, id);
            int step = deployment.cursor();
            return DeploymentTable.overtake(handle, id, step, epoch, clock.instant())
                    ? Optional.of(DeploymentTable.begun(handle, deployment, step, epoch))
                    : Optional.empty();
        });
    }

    @Override
    public List<String> comingTo(Deployment deployment) {
        return transactions.in(handle -> RotationTable.comingTo(handle, deployment));
    }

    @Override
    public void drained(Drained drained) {
        transactions.in(handle -> DrainedTable.put(handle, drained));
    }

    @Override
    public void restored(String environment, String pool, String member) {
        transactions.in(handle -> DrainedTable.remove(handle, environment, pool, member));
    }

    @Override
    public void forget(Drained drained) {
        transactions.in(handle -> DrainedTable.forget(handle, drained));
    }

    @Override
    public List<Drained> drained() {
        return transactions.in(DrainedTable::all);
    }

    @Override
    public Optional<String> claimByHand(String environment, String pool, String by) {
        return transactions.in(handle -> RotationTable.claimByHand(handle, environment, pool, by, clock.instant()));
    }

    @Override
    public void giveBack(String environment, String pool, String by) {
        transactions.in(handle -> RotationTable.giveBack(handle, environment, pool, by));
    }

    @Override
    public Optional<String> rotating(String environment, String pool) {
        return transactions.in(handle -> RotationTable.atWork(handle, environment, pool));
    }
}
