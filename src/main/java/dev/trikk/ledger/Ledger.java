package dev.trikk.ledger;

import dev.trikk.outage.Outage;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is true. Every method is one transaction, on disk when it returns, and blocks for as long as the database needs.
 * All of them throw {@link LedgerUnavailable} when the database cannot be asked; nothing is changed then. Safe for several
 * threads and for several nodes on one database. Each change writes its events in the same transaction.
 */
public interface Ledger extends Trains {

    /**
     * Makes a deployment of a request. A request whose id was accepted before gets the deployment it already is; nothing
     * is written then. Where the environment says so, older deployments to the same lane that still wait are superseded;
     * rollbacks and retries are not.
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
     * @param admission what its environment says; who may not come in goes on waiting, with that reason. Older ones come first,
     *     but for rollbacks, which only wait for a place
     * @return the deployment as it stands now
     */
    Deployment admit(String id, Admission admission);

    /** The same where the environment has no rules. */
    default Deployment admit(String id) {
        return admit(id, Admission.FREE);
    }

    /** Who is active in every lane that is taken. */
    Map<Lane, String> lanes();

    /**
     * Lets the next one into a lane that is held by a deployment that is over or unknown. Otherwise nothing happens.
     *
     * @return whether it was held so
     */
    boolean free(Lane lane, String deployment);

    /** The deployment that has waited longest in a lane in which none is active. */
    Optional<String> nextOf(Lane lane);

    /** The deployment that has waited longest in any lane of an environment in which none is active. */
    Optional<String> nextIn(String environment);

    /**
     * Begins a step: raises the deployment's epoch, so that whoever began it before can change nothing any more. A step that
     * was recorded, and after which nobody has begun the next one, is passed: its message has only to ride on.
     *
     * @param again whether the message was delivered before, or stands for one that was lost: it takes over from an attempt
     *     that is under way; another one is a double then
     * @return nothing when there is nothing to do for this message: the deployment is unknown, held, or not at that step, or
     *     the message is a double
     */
    Optional<Boarding> board(String id, int step, boolean again);

    /**
     * Changes the plan of a deployment before it begins its step. Whoever has taken it along by then can record nothing for it.
     *
     * @return whether it could: not when it has gone on, or when the step is under way
     */
    boolean replan(String id, int step, Plan plan);

    /**
     * Ends a step: stores its results, the plan as it is from now on, and moves the cursor to the next step.
     *
     * @throws StaleEpoch when another began the step after this boarding: nothing is stored
     */
    Deployment record(Boarding boarding, List<Result> results, StopRule.Course course);

    /**
     * Lets a deployment stand still at the hold that it has come to.
     *
     * @param until when time ends it; without, a person does
     * @throws StaleEpoch as {@link #record}
     */
    Deployment hold(Boarding boarding, Optional<Instant> until, String reason);

    /**
     * Notes that an attempt at a step broke off and will be made again; the next message may begin it. Nothing happens when
     * another has begun the step since.
     *
     * @param waitsFor what it waits for, in words; they stand until the step is done
     */
    void brokeOff(Boarding boarding, String waitsFor);

    /**
     * Lets a deployment stand still at a step that its stage has given up on. Nothing happens when it is not active there.
     *
     * @return whether it was active there
     */
    boolean park(String id, int step, String reason);

    /**
     * Lets a deployment go on that is held at that step, or at the one before it.
     *
     * @param plan its plan from now on
     * @param cursor the step that is next
     * @return the deployment as it stands now; it was not held when its state or cursor says otherwise
     */
    Deployment resume(String id, Plan plan, int cursor, String reason);

    /**
     * Notes what a person wants of an active or held deployment. Repeated, the newest wish stands.
     *
     * @return whether it is active or held
     */
    boolean wish(String id, Wish wish);

    /**
     * Ends a deployment that still waits. Nothing happens when it does not wait any more.
     *
     * @return whether it waited
     */
    boolean cancelWaiting(String id, String reason);

    /**
     * Ends a deployment. Repeated for one that is over, it changes nothing.
     *
     * @throws StaleEpoch as {@link #record}
     */
    Deployment end(Boarding boarding, Deployment.Ending ending, String reason);

    /** Deployments of its lane that are not over and older than this one, oldest first. */
    List<Deployment> ahead(Deployment deployment, int limit);

    /** Deployments that are active or held, and of each lane the one that has waited longest; oldest first. */
    List<Deployment> underWay();

    /** Deployments of a lane that are over, the last one first. */
    List<Deployment> history(Lane lane, int limit);

    /** Deployments that ended at {@code from} or later and before {@code to}, the first one first; a thousand at most. */
    List<Deployment> ended(Instant from, Instant to);

    /** All results of a deployment, in the order in which they were begun. */
    List<Result> results(String id);

    /** Another attempt at the same step has begun since. */
    final class StaleEpoch extends RuntimeException {
        private static final long serialVersionUID = 1;

        public StaleEpoch(String message) {
            super(message);
        }
    }

    /** The database cannot be asked. */
    final class LedgerUnavailable extends Outage {
        private static final long serialVersionUID = 1;

        public LedgerUnavailable(String message, Throwable cause) {
            super("the ledger", message, cause);
        }
    }
}
