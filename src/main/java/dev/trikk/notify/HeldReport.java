package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Pen.Fact;
import java.time.Instant;
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
        return deployment.plan().application().name() + " "
                + deployment.plan().release().version() + " -> "
                + deployment.plan().environment().name();
    }

    void write(Pen pen) {
        Optional<Instant> until = Optional.ofNullable(event.data().get("until")).map(Instant::parse);
        pen.paragraph(until.map(
                        end -> "The deployment stands still until " + Words.time(end) + ", and then goes on by itself.")
                .orElse("The deployment stands still until a person approves."));
        pen.facts(List.of(new Fact("Deployment", deployment.id()), new Fact("Since", Words.time(event.at()))));
        pen.heading("What now");
        pen.command("trikk control approve " + deployment.id(), "To let it go on now:");
        pen.command("trikk control cancel " + deployment.id(), "To end it, and put back what was touched:");
    }
}
