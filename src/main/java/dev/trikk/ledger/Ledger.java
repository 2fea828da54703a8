package dev.trikk.ledger;

import dev.trikk.event.Event;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is true. Every method is one transaction, on disk when it returns, and blocks for as long as the database needs.
 * All of them throw {@link LedgerUnavailable} when the database cannot be asked; nothing is changed then. Safe for several
 * threads and for several nodes on one database. Each change writes its events in the same transaction.
 */
public interface Ledger {

    /**
     * Makes a deployment of a request. A request whose id was accepted before gets the deployment it already is; nothing
     * is written then.
     */
    Deployment accept(DeployRequest request, Plan plan);

    /** Notes that a request was refused. Repeated with the same id, it is noted once. */
    void reject(String id, Map<String, String> particulars);

    /** The deployment of that id. */
    Optional<Deployment> find(String id);

    /** The deployment that a request became. */
    Optional<Deployment> findByRequest(String requestId);

    /**
     * Lets a waiting deployment start if no other of its lane is active and none of its lane waits longer. Otherwise it goes
     * on waiting, with a reason. Repeated for one that is active or over, it changes nothing.
     *
     * @return the deployment as it stands now
     */
    Deployment admit(String id);

    /** The deployment that has waited longest in a lane in which none is active. */
    Optional<String> nextOf(Lane lane);

    /**
     * Begins a step: raises the deployment's epoch, so that whoever began it before can change nothing any more. A step that
     * was recorded before is passed: its epoch stays.
     *
     * @return nothing when the deployment is unknown, over, or has not come to that step
     */
    Optional<Boarding> board(String id, int step);

    /**
     * Ends a step: stores its results and moves the cursor.
     *
     * @param cursor index of the next step
     * @param reason why the deployment gives up, else empty
     * @throws StaleEpoch when another began the step after this boarding: nothing is stored
     */
    Deployment record(Boarding boarding, List<Result> results, int cursor, String reason);

    /**
     * Ends a deployment. Repeated for one that is over, it changes nothing.
     *
     * @throws StaleEpoch as {@link #record}
     */
    Deployment end(Boarding boarding, Deployment.Ending ending, String reason);

    /** All results of a deployment, in the order in which they were begun. */
    List<Result> results(String id);

    /** Notes that a member is about to be taken out of rotation. Repeated, the newest note stands. */
    void drained(Drained drained);

    /** Notes that a member is back. Repeated, it changes nothing. */
    void restored(String environment, String pool, String member);

    /** Members that are out of rotation on behalf of a deployment. */
    List<Drained> drained();

    /** The oldest events not yet published, in order. */
    List<Event> unpublished(int limit);

    /** Notes that events are published. Repeated, it changes nothing. */
    void published(List<String> eventIds);

    /** Another attempt at the same step has begun since. */
    final class StaleEpoch extends RuntimeException {
        private static final long serialVersionUID = 1;

        public StaleEpoch(String message) {
            super(message);
        }
    }

    /** The database cannot be asked. */
    final class LedgerUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public LedgerUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
