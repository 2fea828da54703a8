package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.inventory.Audience;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Train;
import java.util.List;
import java.util.Optional;

/**
 * A train that is over, with all that was done for it.
 *
 * @param train the train
 * @param parts its deployments, in order
 */
public record TrainRide(Train train, List<Part> parts) {

    /** One deployment, and all its results in order. */
    public record Part(Deployment deployment, List<Result> results) {}

    /** The train that an event tells the end of; none where it tells something else. */
    public static Optional<TrainRide> of(Event event, Ledger ledger) {
        return Optional.of(event)
                .filter(any -> any.type() == Event.Type.TRAIN_ENDED)
                .flatMap(ended -> ledger.train(ended.data().get("train")))
                .map(train -> new TrainRide(
                        train,
                        ledger.ofTrain(train.id()).stream()
                                .map(deployment -> new Part(deployment, ledger.results(deployment.id())))
                                .toList()));
    }

    /** Whether an audience wants to hear of the train, or would of any of its deployments. */
    boolean isFor(Audience audience) {
        return parts.stream().anyMatch(part -> Notice.isFor(audience, part.deployment())) || isForItself(audience);
    }

    private boolean isForItself(Audience audience) {
        String outcome = Notice.outcome(train.ending().orElseThrow().name());
        return (audience.environments().isEmpty() || audience.environments().contains(train.environment()))
                && (audience.outcomes().isEmpty() || audience.outcomes().contains(outcome))
                && (audience.applications().isEmpty()
                        || parts.stream().anyMatch(part -> audience.applications()
                                .contains(part.deployment().lane().application())));
    }
}
