package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.inventory.Audience;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Result;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a channel is given to tell of.
 *
 * @param event what happened; its id is the same each time the notice comes
 * @param deployment to which deployment, as the ledger knows it now; none for a rejected request and most alarms
 * @param results all its results, in order, when it is over; else none
 * @param train the train that is over, if it is about one
 */
public record Notice(Event event, Optional<Deployment> deployment, List<Result> results, Optional<TrainRide> train) {

    /** One about no train. */
    public Notice(Event event, Optional<Deployment> deployment, List<Result> results) {
        this(event, deployment, results, Optional.empty());
    }

    /** What there is to tell of an event, as the ledger knows it now. */
    public static Notice of(Event event, Ledger ledger) {
        Optional<Deployment> deployment = event.deployment().flatMap(ledger::find);
        return new Notice(
                event,
                deployment,
                deployment
                        .filter(any -> event.type() == Event.Type.ENDED)
                        .map(over -> ledger.results(over.id()))
                        .orElse(List.of()),
                TrainRide.of(event, ledger));
    }

    /** Whether people hear of it with the train that it is part of, and not by itself. */
    public boolean isToldWithTrain() {
        return event.type() == Event.Type.ENDED
                && deployment.flatMap(Deployment::train).isPresent();
    }

    /**
     * Whether an audience wants to hear of it. What happens on the way of a deployment is for those only who want to hear of every
     * outcome. An alarm that is about no deployment is for all who hear of alarms.
     */
    public boolean isFor(Audience audience) {
        return train.map(ride -> ride.isFor(audience)).orElseGet(() -> concerns(audience));
    }

    private boolean concerns(Audience audience) {
        return isOneOf(audience.environments(), deployment.map(one -> one.lane().environment()), "environment")
                && isOneOf(
                        audience.applications(),
                        deployment.map(one -> one.lane().application()),
                        "application")
                && (audience.outcomes().isEmpty()
                        || outcome().filter(audience.outcomes()::contains).isPresent());
    }

    /** Whether an audience wants to hear how a deployment ended. */
    public static boolean isFor(Audience audience, Deployment over) {
        return contains(audience.environments(), over.lane().environment())
                && contains(audience.applications(), over.lane().application())
                && contains(
                        audience.outcomes(), outcome(over.ending().orElseThrow().name()));
    }

    private static boolean contains(Set<String> wanted, String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }

    static String outcome(String ending) {
        return ending.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean isOneOf(Set<String> wanted, Optional<String> known, String key) {
        Optional<String> name = known.or(() -> Optional.ofNullable(event.data().get(key)));
        return wanted.isEmpty() || (name.isEmpty() ? isAlarm() : wanted.contains(name.get()));
    }

    private boolean isAlarm() {
        return event.type() == Event.Type.ALARM || event.type() == Event.Type.ALL_CLEAR;
    }

    private Optional<String> outcome() {
        return switch (event.type()) {
            case ENDED, TRAIN_ENDED -> Optional.of(outcome(event.data().get("ending")));
            case REJECTED -> Optional.of("rejected");
            case HELD -> Optional.of("held");
            case ALARM, ALL_CLEAR -> Optional.of("alarm");
            case ACCEPTED, STARTED, STEPPED -> Optional.empty();
        };
    }
}
