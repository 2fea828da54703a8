package dev.trikk.notify;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Train;
import dev.trikk.ledger.Verdict;
import dev.trikk.notify.Pen.Fact;
import dev.trikk.notify.Pen.Trip;
import dev.trikk.notify.TrainRide.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes what is told about a train that is over: what failed first, and then every deployment in a line. */
final class TrainReport {
    /** A chat shows so many failures. */
    private static final int SHOWN = 10;

    private final TrainRide ride;
    private final Train train;
    private final List<Part> failed;

    TrainReport(TrainRide ride) {
        this.ride = ride;
        this.train = ride.train();
        this.failed = ride.parts().stream()
                .filter(part -> !part.deployment().ending().equals(Optional.of(Ending.SUCCEEDED)))
                .sorted(Comparator.comparing(part -> ended(part.deployment())))
                .toList();
    }

    private static Instant ended(Deployment deployment) {
        return deployment.endedAt().orElse(deployment.acceptedAt());
    }

    Headline headline() {
        return Headline.of(
                train.ending().orElseThrow(() -> new IllegalArgumentException("train " + train.id() + " is not over")));
    }

    String what() {
        int count = ride.parts().size();
        return train.id() + ": " + count + (count == 1 ? " application" : " applications") + " -> "
                + train.environment();
    }

    void write(Pen pen) {
        pen.facts(facts());
        if (!failed.isEmpty()) {
            pen.heading("What did not succeed");
            pen.bullets(failed.stream().map(TrainReport::failure).toList());
        }
        if (!ride.parts().isEmpty()) {
            pen.heading("All deployments");
            pen.trips(ride.parts().stream().map(TrainReport::trip).toList());
        }
        if (!train.leftOut().isEmpty()) {
            pen.heading("Left out");
            pen.bullets(train.leftOut().stream()
                    .map(one -> Excerpt.sentence(one.application() + ": " + one.reason()))
                    .toList());
        }
        whatNow(pen);
    }

    /** The same for a chat: failures, without what went well. */
    void writeBrief(Pen pen) {
        pen.facts(facts());
        failed.stream().limit(SHOWN).map(TrainReport::failure).forEach(pen::paragraph);
        if (failed.size() > SHOWN) {
            pen.paragraph("And " + (failed.size() - SHOWN) + " more that did not succeed.");
        }
        whatNow(pen);
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Train", train.id()));
        Words.asker(train.requestedBy(), train.caller()).ifPresent(who -> facts.add(new Fact("Asked for by", who)));
        train.comment()
                .map(comment -> Excerpt.startOf(comment).lines())
                .filter(lines -> !lines.isEmpty())
                .ifPresent(lines -> facts.add(new Fact("Comment", lines)));
        Instant ended = train.endedAt().orElse(train.acceptedAt());
        facts.add(new Fact(
                "When",
                Words.time(train.acceptedAt()) + " to " + Words.time(ended) + ", "
                        + Words.duration(Duration.between(train.acceptedAt(), ended))));
        facts.add(new Fact("Result", Excerpt.sentence(train.reason())));
        if (!train.leftOut().isEmpty()) {
            facts.add(new Fact("Left out", String.valueOf(train.leftOut().size())));
        }
        return facts;
    }

    private static String failure(Part part) {
        Deployment deployment = part.deployment();
        String why =
                Verdict.firstError(part.results()).map(error -> error.inWords()).orElse(deployment.reason());
        return Excerpt.sentence(deployment.lane().application() + " "
                + deployment.plan().release().version() + " (" + deployment.id() + ") " + outcome(deployment)
                + (why.isBlank() ? "" : ": " + why));
    }

    private static Trip trip(Part part) {
        Deployment deployment = part.deployment();
        String to = deployment.plan().release().version();
        String versions = Before.of(deployment.plan(), part.results())
                .common()
                .map(from -> from + " -> " + to)
                .orElse(to);
        Instant started = deployment.startedAt().orElse(deployment.acceptedAt());
        boolean well = deployment.ending().equals(Optional.of(Ending.SUCCEEDED));
        return new Trip(
                deployment.lane().application(),
                versions,
                outcome(deployment),
                Words.duration(Duration.between(started, deployment.endedAt().orElse(started))),
                !well);
    }

    private static String outcome(Deployment deployment) {
        return deployment.ending().map(Ending::name).orElse("");
    }

    private void whatNow(Pen pen) {
        if (failed.isEmpty()) {
            return;
        }
        pen.heading("What now");
        pen.command(
                "trikk control retry "
                        + (failed.size() == 1 ? failed.get(0).deployment().id() : train.id()),
                failed.size() == 1
                        ? "When the cause is gone, do what is left undone:"
                        : "When the causes are gone, do what is left undone of all of them:");
    }
}
