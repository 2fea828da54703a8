package dev.trikk.ledger;

import dev.trikk.plan.Plan;
import dev.trikk.request.RequestFormat.LeftOut;
import dev.trikk.request.TrainRequest;
import java.util.List;
import java.util.Optional;

/**
 * The trains. Transactions, blocking, errors, threads and nodes as with {@link Ledger}, which is where to find them. A train ends
 * in the transaction in which the last of its deployments does.
 */
public interface Trains {

    /**
     * Makes a train, and a deployment of each plan, all or nothing. A request whose id was accepted before gets the train it
     * already is; nothing is written then. A train without plans is over at once. Superseding as with {@link Ledger#accept}.
     *
     * @param plans of different applications, all to the environment of the train
     * @param leftOut what it does not carry
     */
    Train accept(TrainRequest request, List<Plan> plans, List<LeftOut> leftOut);

    /** The train of that id. */
    Optional<Train> train(String id);

    /** The train that a request became. */
    Optional<Train> trainByRequest(String requestId);

    /**
     * Trains, the newest first.
     *
     * @param before id of a train: only older ones; none are, when nobody knows it
     */
    List<Train> trains(int limit, Optional<String> before);

    /** The deployments of a train, by the names of their applications. */
    List<Deployment> ofTrain(String id);

    /**
     * Lets the deployments of a train begin that wait for approval or will. Repeated, the first one stands.
     *
     * @return whether there is such a train, and it is not over
     */
    boolean approveTrain(String id, String by);
}
