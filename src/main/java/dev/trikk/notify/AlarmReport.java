package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.notify.Pen.Fact;
import java.util.ArrayList;
import java.util.List;

/** Writes what is told when a person is needed, and when that is over. */
final class AlarmReport {
    private final Event event;

    AlarmReport(Event event) {
        this.event = event;
    }

    Headline headline() {
        return event.type() == Event.Type.ALARM ? Headline.ALARM : Headline.ALL_CLEAR;
    }

    String what() {
        return particular("alarm");
    }

    void write(Pen pen) {
        pen.paragraph(Excerpt.sentence(event.data().getOrDefault("text", "")));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Alarm", particular("kind") + " " + particular("alarm")));
        event.deployment().ifPresent(id -> facts.add(new Fact("Deployment", Excerpt.oneLine(id))));
        facts.add(new Fact("When", Words.time(event.at())));
        pen.facts(facts);
        if (headline() == Headline.ALARM) {
            pen.heading("What now");
            pen.paragraph("The table \"Alarms\" in docs/operations.md says what " + particular("kind")
                    + " means, what Trikk does by itself, and what to type.");
        }
    }

    private String particular(String name) {
        return Excerpt.oneLine(event.data().getOrDefault(name, ""));
    }
}
