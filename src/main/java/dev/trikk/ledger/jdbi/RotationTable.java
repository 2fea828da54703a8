package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.plan.Plan;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who rotates a pool. A row is never taken back: whoever stands there and is not at work any more is in nobody's way. */
final class RotationTable {
    private RotationTable() {}

    /** Takes the pool, unless another one is at work on it. */
    static boolean claim(Handle handle, Boarding rotation) {
        Deployment deployment = rotation.deployment();
        String environment = deployment.plan().environment().name();
        String pool = deployment.plan().placement().pool();
        handle.execute(
                "insert into rotation (environment, pool, deployment, epoch) values (?, ?, '', 0) on conflict do nothing",
                environment,
                pool);
        // locked first: two who ask at once are answered one after the other
        holder(handle, rotation);
        DeploymentTable.requireNewest(handle, rotation);
        int atWork = handle.createQuery("select count(*) from rotation r join deployment d on d.id = r.deployment"
                        + " and d.epoch = r.epoch where r.environment = :environment and r.pool = :pool"
                        + " and d.state = 'ACTIVE' and d.boarded and d.at_stage = 'ROTATE' and d.id <> :id")
                .bind("environment", environment)
                .bind("pool", pool)
                .bind("id", deployment.id())
                .mapTo(Integer.class)
                .one();
        return atWork == 0
                && handle.execute(
                                "update rotation set deployment = ?, epoch = ? where environment = ? and pool = ?",
                                deployment.id(),
                                deployment.epoch(),
                                environment,
                                pool)
                        == 1;
    }

    /** @throws StaleEpoch when another has taken the pool since; until this transaction ends nobody can */
    static void requireTaken(Handle handle, Boarding rotation) {
        Deployment deployment = rotation.deployment();
        if (!holder(handle, rotation).equals(deployment.id() + " " + deployment.epoch())) {
            throw new StaleEpoch(deployment.id() + " step " + rotation.step() + ": another rotates the pool by now");
        }
    }

    private static String holder(Handle handle, Boarding rotation) {
        Plan plan = rotation.deployment().plan();
        return handle.createQuery("select deployment, epoch from rotation"
                        + " where environment = :environment and pool = :pool for update")
                .bind("environment", plan.environment().name())
                .bind("pool", plan.placement().pool())
                .map((row, context) -> row.getString("deployment") + " " + row.getLong("epoch"))
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
