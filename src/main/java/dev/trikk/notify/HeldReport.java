package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Pen.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what is told when a deployment stands still and waits for time to pass, or for a person. */
final class HeldReport {
    private final Deployment deployment;
    private final Event event;

    HeldReport(Deployment deployment, Event event) {
        this.deployment = deployment;
        this.event = event;
    }

    String what() {
        if (event.data().containsKey("train")) {
            return event.data().get("train") + " -> "
                    + deployment.plan().environment().name();
        }
        return deployment.plan().application().name() + " "
                + deployment.plan().release().version() + " -> "
                + deployment.plan().environment().name();
    }

    void write(Pen pen) {
        String id = event.data().getOrDefault("approval", deployment.id());
        if (isApproval()) {
            pen.paragraph(
                    isOfTrain()
                            ? "The train stands still before its first step until somebody approves it."
                            : "The deployment stands still before its first step until somebody approves it.");
            write(pen, id);
            return;
        }
        Optional<Instant> until = Optional.ofNullable(event.data().get("until")).map(Instant::parse);
        pen.paragraph(until.map(
                        end -> "The deployment stands still until " + Words.time(end) + ", and then goes on by itself.")
                .orElse("The deployment stands still until a person approves."));
        write(pen, id);
    }

    private boolean isOfTrain() {
        return isApproval() && !event.data().get("approval").equals(deployment.id());
    }

    private boolean isApproval() {
        return event.data().containsKey("approval");
    }

    private void write(Pen pen, String id) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(id.equals(deployment.id()) ? "Deployment" : "Train", id));
        Words.asker(deployment.request().requestedBy(), deployment.request().caller())
                .ifPresent(who -> facts.add(new Fact("Asked for by", who)));
        facts.add(new Fact("Since", Words.time(event.at())));
        pen.facts(facts);
        pen.heading("What now");
        pen.command("trikk control approve " + id, "To let it go on now:");
        pen.command("trikk control cancel " + id, "To end it, and put back what was touched:");
    }
}
