package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Drained;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Members that are out of rotation, for a deployment or by hand. */
final class DrainedTable {
    private DrainedTable() {}

    static int put(Handle handle, Drained drained) {
        remove(handle, drained.environment(), drained.pool(), drained.member());
        return handle.createUpdate(
                        "insert into drained (environment, pool, member, deployment, since, until, hand, reason)"
                                + " values (:environment, :pool, :member, :deployment, :since, :until, :by, :reason)")
                .bind("environment", drained.environment())
                .bind("pool", drained.pool())
                .bind("member", drained.member())
                .bind("deployment", drained.deployment())
                .bind("since", drained.since())
                .bind("until", drained.until())
                .bind("by", drained.hand().map(Drained.Hand::by).orElse(null))
                .bind("reason", drained.hand().map(Drained.Hand::reason).orElse(""))
                .execute();
    }

    static int remove(Handle handle, String environment, String pool, String member) {
        return handle.execute(
                "delete from drained where environment = ? and pool = ? and member = ?", environment, pool, member);
    }

    static int forget(Handle handle, Drained drained) {
        return handle.createUpdate("delete from drained where environment = :environment and pool = :pool"
                        + " and member = :member and deployment = :deployment and since = :since")
                .bind("environment", drained.environment())
                .bind("pool", drained.pool())
                .bind("member", drained.member())
                .bind("deployment", drained.deployment())
                .bind("since", drained.since())
                .execute();
    }

    static List<Drained> all(Handle handle) {
        return handle.createQuery("select * from drained order by since")
                .map((row, context) -> Rows.drained(row))
                .list();
    }
}
