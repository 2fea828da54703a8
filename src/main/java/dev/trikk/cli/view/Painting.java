package dev.trikk.cli.view;

import java.util.List;

/**
 * Lines on a terminal that are painted over when they change. Each painting is one text, written at once, so nothing
 * flickers; the last one stays. Not safe for several threads.
 */
public final class Painting {
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private List<Line> painted = List.of();
    private int width = Look.ENDLESS;

    /** The text that shows these lines in place of those painted before. */
    public String paint(List<Line> lines, Look look) {
        StringBuilder text = new StringBuilder();
        int rows = rows(look.width());
        if (rows > 0) {
            text.append("\u001b[").append(rows).append("A\r");
        }
        lines.forEach(line -> text.append(line.shown(look)).append(CLEAR_LINE).append('\n'));
        text.append(CLEAR_BELOW);
        painted = List.copyOf(lines);
        width = look.width();
        return text.toString();
    }

    /** A terminal that has become narrower has broken the lines painted before, each into as many rows as it needs. */
    private int rows(int columns) {
        return painted.stream()
                .mapToInt(line -> Math.max(1, (Math.min(line.columns(), width) + columns - 1) / columns))
                .sum();
    }
}
