package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Lane;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes deployments of requests, in one transaction. */
final class Acceptance {
    private final Handle handle;
    private final Clock clock;
    private final Endings superseded;

    Acceptance(Handle handle, Clock clock) {
        this.handle = handle;
        this.clock = clock;
        this.superseded = new Endings(handle, clock);
    }

    /** One number after the other, for deployments and trains alike. */
    static long number(Handle handle) {
        return handle.select("select nextval('deployment_number')")
                .mapTo(Long.class)
                .one();
    }

    /** Whoever makes several keeps to one order of their lanes, so that nobody waits crosswise. */
    Deployment insert(DeployRequest request, Plan plan, Optional<String> train) {
        Lane lane = new Lane(plan.application().name(), plan.environment().name());
        LaneTable.open(handle, lane);
        // before the number: a lower one must not come to light when a higher one has entered the lane
        LaneTable.lock(handle, lane);
        long number = number(handle);
        String id = lane.application() + "-" + number;
        if (DeploymentTable.insert(handle, id, number, request, plan, train, clock.instant())) {
            EventTable.tell(handle, clock.instant(), Event.Type.ACCEPTED, id, "", EventData.of(request, plan, train));
            if (plan.environment().supersede()) {
                LaneTable.superseded(handle, lane, number)
                        .forEach(older -> superseded.cancelWaiting(older, "superseded by " + id));
            }
        }
        return DeploymentTable.byRequest(handle, request.id()).orElseThrow();
    }

    /** Ends what is over because of it. */
    void close() {
        superseded.closeTrains();
    }
}
