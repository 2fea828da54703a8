package dev.trikk.cli.view;

import java.util.ArrayList;
import java.util.List;

/** A text over as many lines as it needs: broken between words, or else where the line is full. */
public final class Paragraph {
    private static final int INDENT = 4;

    private Paragraph() {}

    /** The lines of a text; the second and all others are indented. Line ends of the text stay. */
    public static List<Line> of(String text, Look look) {
        return text.isEmpty()
                ? List.of()
                : text.lines().flatMap(line -> folded(line, look).stream()).toList();
    }

    private static List<Line> folded(String text, Look look) {
        List<Line> lines = new ArrayList<>();
        // what does not print takes more columns as a code
        String left = Line.of(text).toString();
        int room = look.width();
        while (Line.of(left).columns() > room) {
            String part = Columns.atMost(left, Math.max(1, room));
            part = part.isEmpty() ? left.substring(0, left.offsetByCodePoints(0, 1)) : part;
            int blank = part.lastIndexOf(' ');
            if (blank > room / 2) {
                part = part.substring(0, blank);
            }
            lines.add(Line.of(part).cut(look.width(), look.ellipsis()));
            left = " ".repeat(Math.min(INDENT, look.width() / 4))
                    + left.substring(part.length()).stripLeading();
        }
        lines.add(Line.of(left));
        return lines;
    }
}
