package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.notify.Pen.Fact;
import java.util.ArrayList;
import java.util.List;

/** Writes what is told about a rejected request. Nothing in it was checked: all of it may be missing or hostile. */
final class RejectedReport {
    private final Event event;

    RejectedReport(Event event) {
        this.event = event;
    }

    String what() {
        String application = particular("application");
        String environment = particular("environment");
        String what = application.isEmpty() ? "a request" : application;
        return environment.isEmpty() ? what : what + " -> " + environment;
    }

    void write(Pen pen) {
        pen.paragraph("The request was refused before anything was touched: no server was changed.");
        pen.facts(facts());
        pen.heading("Why");
        pen.bullets(event.data()
                .getOrDefault("reasons", "No reason was given.")
                .lines()
                .limit(Excerpt.LINES)
                .map(Excerpt::sentence)
                .toList());
        Excerpt received = Excerpt.startOf(event.data().getOrDefault("received", ""));
        if (!received.isEmpty()) {
            pen.heading("How the request begins");
            pen.output(received.lines());
        }
        pen.heading("What now");
        pen.paragraph("Correct the request and send it again, with a new id if it carries one.");
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        add(facts, "Request", particular("requestId"));
        add(facts, "Asked for by", particular("requestedBy"));
        add(facts, "When", Words.time(event.at()));
        return facts;
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }

    private String particular(String name) {
        return Excerpt.oneLine(event.data().getOrDefault(name, ""));
    }
}
