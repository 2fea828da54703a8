package dev.trikk.notify;

import dev.trikk.notify.Brief.Named;
import dev.trikk.notify.Brief.Part;
import dev.trikk.notify.Brief.Sentence;
import dev.trikk.notify.Brief.Typed;
import java.util.ArrayList;
import java.util.List;

/** Gathers of a report what a chat shows: no headings, no tables, no output. */
final class BriefPen implements Pen {
    private final List<Part> parts = new ArrayList<>();
    private Headline outcome;
    private String what = "";

    Brief brief(String key, String thread) {
        return new Brief(key, thread, outcome, what, List.copyOf(parts));
    }

    @Override
    public void headline(Headline outcome, String what) {
        this.outcome = outcome;
        this.what = Escape.visible(Excerpt.oneLine(what));
    }

    @Override
    public void facts(List<Fact> facts) {
        facts.forEach(fact -> parts.add(new Named(fact.name(), line(String.join(" ", fact.lines())))));
    }

    @Override
    public void heading(String text) {}

    @Override
    public void paragraph(String text) {
        parts.add(new Sentence(line(text)));
    }

    @Override
    public void bullets(List<String> items) {
        items.forEach(this::paragraph);
    }

    @Override
    public void output(List<String> lines) {}

    @Override
    public void command(String command, String purpose) {
        parts.add(new Typed(Escape.visible(command), line(purpose)));
    }

    @Override
    public void table(List<Row> rows) {}

    @Override
    public void trips(List<Trip> trips) {}

    @Override
    public String text() {
        return String.join("\n", parts.stream().map(Part::toString).toList());
    }

    private static String line(String text) {
        return Escape.visible(Excerpt.sentence(text));
    }
}
