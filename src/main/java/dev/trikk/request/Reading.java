package dev.trikk.request;

import java.util.List;
import java.util.Optional;

/** What reading a request led to. */
public sealed interface Reading {

    /** The form is right; whether it is allowed is another question. */
    record Understood(DeployRequest request) implements Reading {}

    /** The same of a request for a train. */
    record UnderstoodTrain(TrainRequest request) implements Reading {}

    /**
     * It is no request.
     *
     * @param problems all reasons; at least one
     * @param rest what could be read all the same, so that its other problems can be told, too; a field that is missing or
     *     wrong is empty there
     * @param train the same of a request for a train
     */
    record NotUnderstood(List<Problem> problems, Optional<DeployRequest> rest, Optional<TrainRequest> train)
            implements Reading {

        /** It is no request for a train either. */
        public NotUnderstood(List<Problem> problems, Optional<DeployRequest> rest) {
            this(problems, rest, Optional.empty());
        }
    }
}
