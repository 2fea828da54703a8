package dev.trikk.cli.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Rows in columns. What does not fit is taken from the widest columns; a column without any entry is left out. */
public final class Table {
    private static final String GAP = "  ";
    private static final int NARROWEST = 4;

    private final List<Line> heads;
    private final List<List<Line>> rows = new ArrayList<>();

    /** A table with these heads. */
    public Table(String... heads) {
        this(List.of(heads));
    }

    /** A table with these heads. */
    public Table(List<String> heads) {
        this.heads = heads.stream().map(Line::faint).toList();
    }

    /** Adds a row with an entry for each column: a {@link Line}, or a text. */
    public Table row(Object... entries) {
        rows.add(Arrays.stream(entries)
                .map(entry -> entry instanceof Line line ? line : Line.of(String.valueOf(entry)))
                .toList());
        return this;
    }

    /** The rows below their heads, or one line that says that there is nothing. */
    public List<Line> lines(Look look, String nothing) {
        if (rows.isEmpty()) {
            return List.of(Line.of(nothing));
        }
        List<Integer> shown = new ArrayList<>();
        for (int column = 0; column < heads.size(); column++) {
            int at = column;
            if (rows.stream().anyMatch(row -> !row.get(at).isEmpty())) {
                shown.add(column);
            }
        }
        int[] widths = fitted(natural(shown), look.width());
        return Stream.concat(Stream.of(heads), rows.stream())
                .map(row -> line(row, shown, widths, look))
                .toList();
    }

    private int[] natural(List<Integer> shown) {
        return shown.stream()
                .mapToInt(column -> Stream.concat(Stream.of(heads), rows.stream())
                        .mapToInt(row -> row.get(column).columns())
                        .max()
                        .orElse(0))
                .toArray();
    }

    /** Takes column by column from whatever is widest, the rightmost first. */
    private static int[] fitted(int[] widths, int room) {
        int gaps = GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() + gaps > room) {
            int widest = 0;
            for (int column = 0; column < widths.length; column++) {
                widest = widths[column] >= widths[widest] ? column : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static Line line(List<Line> row, List<Integer> shown, int[] widths, Look look) {
        Line line = Line.EMPTY;
        for (int column = 0; column < widths.length; column++) {
            Line entry = row.get(shown.get(column)).cut(widths[column], look.ellipsis());
            line = line.then(
                    column == widths.length - 1
                            ? entry
                            : entry.padded(widths[column]).then(GAP));
        }
        return line;
    }
}
