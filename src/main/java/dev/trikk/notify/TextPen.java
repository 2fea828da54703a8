package dev.trikk.notify;

import java.util.List;
import java.util.Locale;

/** Writes plain text for a window of 78 columns. */
final class TextPen implements Pen {
    private static final int WIDTH = 78;
    private static final String COLUMNS = "%-23s  %-8s  %-10s  %-18s  %11s";

    private static final String TRIPS = "%-24s  %-26s  %-11s  %11s";

    private final StringBuilder text = new StringBuilder();

    @Override
    public void headline(Headline outcome, String what) {
        indented("", "", Wrap.words(outcome + " " + Escape.visible(what), WIDTH));
    }

    @Override
    public void facts(List<Fact> facts) {
        int name = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0) + 2;
        String below = " ".repeat(name);
        text.append('\n');
        for (Fact fact : facts) {
            List<String> lines = fact.lines().stream()
                    .flatMap(line -> Wrap.words(Escape.visible(line), WIDTH - name).stream())
                    .toList();
            indented(fact.name() + " ".repeat(name - fact.name().length()), below, lines);
        }
    }

    @Override
    public void heading(String heading) {
        text.append("\n\n").append(heading.toUpperCase(Locale.ROOT)).append('\n');
    }

    @Override
    public void paragraph(String paragraph) {
        text.append('\n');
        indented("", "", Wrap.words(Escape.visible(paragraph), WIDTH));
    }

    @Override
    public void bullets(List<String> items) {
        text.append('\n');
        items.forEach(item -> indented("- ", "  ", Wrap.words(Escape.visible(item), WIDTH - 2)));
    }

    @Override
    public void output(List<String> lines) {
        text.append('\n');
        lines.forEach(line -> indented("  | ", "  |   ", Wrap.anywhere(Escape.visible(line), WIDTH - 6)));
    }

    @Override
    public void command(String command, String purpose) {
        text.append('\n');
        indented("", "", Wrap.words(Escape.visible(purpose), WIDTH));
        text.append("  ").append(Escape.visible(command)).append('\n');
    }

    @Override
    public void table(List<Row> rows) {
        text.append('\n');
        line(COLUMNS.formatted("Server", "Stage", "Action", "Outcome", "Duration"));
        for (Row row : rows) {
            line(COLUMNS.formatted(
                    cell(row.server(), 23),
                    cell(row.stage(), 8),
                    cell(row.action(), 10),
                    cell(row.outcome(), 18),
                    row.duration()));
        }
    }

    @Override
    public void trips(List<Trip> trips) {
        text.append('\n');
        line(TRIPS.formatted("Application", "Versions", "Outcome", "Duration"));
        for (Trip trip : trips) {
            line(TRIPS.formatted(
                    cell(trip.application(), 24),
                    cell(trip.versions(), 26),
                    cell(trip.outcome(), 11),
                    trip.duration()));
        }
    }

    @Override
    public String text() {
        return text.toString();
    }

    private static String cell(String value, int width) {
        return Excerpt.cut(Escape.visible(value), width);
    }

    private void indented(String first, String below, List<String> lines) {
        String indent = first;
        for (String line : lines) {
            line(indent + line);
            indent = below;
        }
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
