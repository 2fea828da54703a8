package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import java.time.Clock;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Deployments that end in one transaction, and the trains that are over with them. */
final class Endings {
    private final Handle handle;
    private final Clock clock;
    private final NavigableSet<String> trains = new TreeSet<>();

    Endings(Handle handle, Clock clock) {
        this.handle = handle;
        this.clock = clock;
    }

    /** Ends one that still waits; whether it did. */
    boolean cancelWaiting(String id, String reason) {
        Deployment deployment = DeploymentTable.known(handle, id);
        boolean waited = DeploymentTable.cancelWaiting(handle, id, reason, clock.instant());
        if (waited) {
            tell(deployment, Ending.CANCELLED, reason);
        }
        return waited;
    }

    /** Tells that one has ended. */
    void tell(Deployment deployment, Ending ending, String reason) {
        EventTable.tell(
                handle,
                clock.instant(),
                Event.Type.ENDED,
                deployment.id(),
                "",
                EventData.of(deployment, ending, reason));
        deployment.train().ifPresent(trains::add);
    }

    /** Comes last in its transaction, and in one order: whoever locks a train wants nothing more, and nobody waits crosswise. */
    void closeTrains() {
        trains.forEach(train -> TrainTable.closeIfOver(handle, train, clock.instant()));
    }
}
