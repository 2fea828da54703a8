package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Admission;
import dev.trikk.ledger.Deployment;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How many may be in an environment at once: one after the other is let in, on all nodes. */
final class GateTable {
    private GateTable() {}

    /** Why a deployment, whose lane is free and locked, finds no place; until this transaction ends nobody else is let in. */
    static Optional<String> full(Handle handle, Deployment deployment, Admission admission) {
        if (admission.atOnce().isEmpty()) {
            return Optional.empty();
        }
        int places = admission.atOnce().get();
        String environment = deployment.lane().environment();
        handle.execute("insert into gate (environment) values (?) on conflict do nothing", environment);
        handle.createQuery("select environment from gate where environment = :environment for update")
                .bind("environment", environment)
                .mapTo(String.class)
                .one();
        int ahead = taken(handle, environment) + (deployment.request().isRollback() ? 0 : older(handle, deployment));
        return Optional.of(Admission.full(places)).filter(any -> ahead >= places);
    }

    private static int taken(Handle handle, String environment) {
        return handle.createQuery("select count(*) from lane where environment = :environment and active is not null")
                .bind("environment", environment)
                .mapTo(Integer.class)
                .one();
    }

    /** Free lanes in which somebody waits for longer: those who are called when a place is free. */
    private static int older(Handle handle, Deployment deployment) {
        return handle.createQuery("select count(*) from lane l where l.environment = :environment and l.active is null"
                        + " and exists (select 1 from deployment d where d.application = l.application"
                        + " and d.environment = l.environment and d.state = 'WAITING'"
                        + " and d.number < (select number from deployment where id = :id))")
                .bind("environment", deployment.lane().environment())
                .bind("id", deployment.id())
                .mapTo(Integer.class)
                .one();
    }
}
