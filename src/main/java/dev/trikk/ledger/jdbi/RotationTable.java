package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger.StaleEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who rotates a pool. A row is never taken back: whoever stands there and is not at work any more is in nobody's way. */
final class RotationTable {
    /** Somebody who crashed while moving a member by hand is in the way no longer than that. */
    private static final Duration BY_HAND = Duration.ofMinutes(1);

    /** The row of a pool, locked until this transaction ends. */
    private record Holder(String deployment, long epoch, Optional<String> hand, Optional<Instant> handUntil) {
        /** Who moves members by hand at that time. */
        Optional<String> hand(Instant now) {
            return hand.filter(by -> handUntil.filter(now::isBefore).isPresent());
        }
    }

    private RotationTable() {}

    /** Takes the pool, unless another one is at work on it. */
    static boolean claim(Handle handle, Boarding rotation, Instant now) {
        Deployment deployment = rotation.deployment();
        String environment = deployment.plan().environment().name();
        String pool = deployment.plan().placement().pool();
        // locked first: two who ask at once are answered one after the other
        Holder holder = locked(handle, environment, pool);
        DeploymentTable.requireNewest(handle, rotation);
        boolean isFree = holder.hand(now).isEmpty()
                && atWork(handle, environment, pool)
                        .filter(other -> !other.equals(deployment.id()))
                        .isEmpty();
        return isFree
                && handle.execute(
                                "update rotation set deployment = ?, epoch = ? where environment = ? and pool = ?",
                                deployment.id(),
                                deployment.epoch(),
                                environment,
                                pool)
                        == 1;
    }

    /** Takes the pool for a person, unless somebody is at work on it; tells who. */
    static Optional<String> claimByHand(Handle handle, String environment, String pool, String by, Instant now) {
        Holder holder = locked(handle, environment, pool);
        Optional<String> other = holder.hand(now).or(() -> atWork(handle, environment, pool));
        if (other.isEmpty()) {
            handle.execute(
                    "update rotation set hand = ?, hand_until = ? where environment = ? and pool = ?",
                    by,
                    now.plus(BY_HAND),
                    environment,
                    pool);
        }
        return other;
    }

    static int giveBack(Handle handle, String environment, String pool, String by) {
        return handle.execute(
                "update rotation set hand = null, hand_until = null where environment = ? and pool = ? and hand = ?",
                environment,
                pool,
                by);
    }

    /** The deployment that is in the middle of a rotation. */
    static Optional<String> atWork(Handle handle, String environment, String pool) {
        return handle.createQuery("select d.id from rotation r join deployment d on d.id = r.deployment"
                        + " and d.epoch = r.epoch where r.environment = :environment and r.pool = :pool"
                        + " and d.state = 'ACTIVE' and d.boarded and d.at_stage = 'ROTATE'")
                .bind("environment", environment)
                .bind("pool", pool)
                .mapTo(String.class)
                .findOne();
    }

    /** @throws StaleEpoch when another has taken the pool since; until this transaction ends nobody can */
    static void requireTaken(Handle handle, Boarding rotation) {
        Deployment deployment = rotation.deployment();
        Holder holder = holder(
                handle,
                deployment.plan().environment().name(),
                deployment.plan().placement().pool());
        if (!holder.deployment().equals(deployment.id()) || holder.epoch() != deployment.epoch()) {
            throw new StaleEpoch(deployment.id() + " step " + rotation.step() + ": another rotates the pool by now");
        }
    }

    private static Holder locked(Handle handle, String environment, String pool) {
        handle.execute(
                "insert into rotation (environment, pool, deployment, epoch) values (?, ?, '', 0) on conflict do nothing",
                environment,
                pool);
        return holder(handle, environment, pool);
    }

    private static Holder holder(Handle handle, String environment, String pool) {
        return handle.createQuery("select * from rotation where environment = :environment and pool = :pool for update")
                .bind("environment", environment)
                .bind("pool", pool)
                .map((row, context) -> new Holder(
                        row.getString("deployment"),
                        row.getLong("epoch"),
                        Optional.ofNullable(row.getString("hand")),
                        Rows.instant(row, "hand_until")))
                .one();
    }

    /** Active deployments that have come to the same rotation. */
    static List<String> atSameRotation(Handle handle, Deployment deployment) {
        return handle.createQuery(
                        "select id from deployment where state = 'ACTIVE' and environment = :environment"
                                + " and pool = :pool and at_stage = 'ROTATE' and at_pairs = :pairs and id <> :id order by number")
                .bind("environment", deployment.plan().environment().name())
                .bind("pool", deployment.plan().placement().pool())
                .bind("pairs", DeploymentTable.pairs(deployment.step()))
                .bind("id", deployment.id())
                .mapTo(String.class)
                .list();
    }

    /** Active deployments at a step that comes before all rotations, and those that will be active in a moment. */
    static List<String> comingTo(Handle handle, Deployment deployment) {
        return handle.createQuery("select d.id from deployment d join lane l on l.application = d.application"
                        + " and l.environment = d.environment where d.environment = :environment and d.pool = :pool"
                        + " and d.id <> :id and (d.state = 'ACTIVE' and d.at_stage in ('FETCH', 'INSTALL', 'SWITCH',"
                        + " 'RESTART') or d.state = 'WAITING' and l.active is null) order by d.number")
                .bind("environment", deployment.plan().environment().name())
                .bind("pool", deployment.plan().placement().pool())
                .bind("id", deployment.id())
                .mapTo(String.class)
                .list();
    }
}
