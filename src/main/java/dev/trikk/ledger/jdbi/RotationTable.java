package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import org.jdbi.v3.core.Handle;

/** Who rotates a pool. A row is never taken back: whoever stands there and is not at work any more is in nobody's way. */
final class RotationTable {
    private RotationTable() {}

    /** Takes the pool, unless another one is at work on other pairs of it. */
    static boolean claim(Handle handle, Boarding rotation) {
        Deployment deployment = rotation.deployment();
        String environment = deployment.plan().environment().name();
        String pool = deployment.plan().placement().pool();
        handle.execute(
                "insert into rotation (environment, pool, deployment, epoch) values (?, ?, '', 0) on conflict do nothing",
                environment,
                pool);
        // locked first: two who ask at once are answered one after the other
        handle.createQuery("select epoch from rotation where environment = :environment and pool = :pool for update")
                .bind("environment", environment)
                .bind("pool", pool)
                .mapTo(Long.class)
                .one();
        int atWork = handle.createQuery("select count(*) from rotation r join deployment d on d.id = r.deployment"
                        + " and d.epoch = r.epoch where r.environment = :environment and r.pool = :pool"
                        + " and d.state = 'ACTIVE' and d.boarded and d.at_stage = 'ROTATE' and d.at_pairs <> :pairs"
                        + " and d.id <> :id")
                .bind("environment", environment)
                .bind("pool", pool)
                .bind("pairs", String.join(",", rotation.work().pairs()))
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
}
