package dev.trikk.cli.view;

import dev.trikk.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * One line for people: pieces of text, each in a style. Whatever a piece is made of, it cannot control a terminal: control
 * characters and those that turn the direction are shown as codes such as {@code <U+001B>}. A value.
 */
public final class Line {
    /** A line of nothing. */
    public static final Line EMPTY = new Line(List.of());

    private static final String ESCAPE = "\u001b[";
    private static final int TAB = 8;

    private record Piece(String code, String text) {}

    private final List<Piece> pieces;

    private Line(List<Piece> pieces) {
        this.pieces = pieces;
    }

    private static Line of(String code, String text) {
        return text.isEmpty()
                ? EMPTY
                : new Line(List.of(new Piece(code, Quoted.plain(expanded(text), Integer.MAX_VALUE))));
    }

    /** A text as it is. */
    public static Line of(String text) {
        return of("", text);
    }

    /** What a line is about. */
    public static Line bold(String text) {
        return of("1", text);
    }

    /** What matters less. */
    public static Line faint(String text) {
        return of("2", text);
    }

    /** What went well. */
    public static Line good(String text) {
        return of("32", text);
    }

    /** What went wrong. */
    public static Line bad(String text) {
        return of("31", text);
    }

    /** What somebody should look at. */
    public static Line warn(String text) {
        return of("33", text);
    }

    /** This line, and another one on its right. */
    public Line then(Line other) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(other.pieces);
        return new Line(all);
    }

    /** This line, and a text on its right. */
    public Line then(String text) {
        return then(of(text));
    }

    /** Whether there is nothing on it. */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** How many columns it takes. */
    public int columns() {
        return pieces.stream().mapToInt(piece -> Columns.of(piece.text())).sum();
    }

    /** The line in as many columns, with blanks at its end. */
    public Line padded(int columns) {
        return columns() >= columns ? this : then(" ".repeat(columns - columns()));
    }

    /** At most so many columns of it; the mark says that there is more. */
    public Line cut(int columns, String mark) {
        if (columns() <= columns) {
            return this;
        }
        int room = columns - mark.length();
        if (room <= 0) {
            return of(".".repeat(Math.max(0, columns)));
        }
        List<Piece> kept = new ArrayList<>();
        for (Piece piece : pieces) {
            String part = Columns.atMost(piece.text(), room);
            room -= Columns.of(part);
            kept.add(new Piece(piece.code(), part));
            if (part.length() < piece.text().length()) {
                break;
            }
        }
        return new Line(kept).then(mark);
    }

    /** The text to print, without an end of line: never longer than the look allows. */
    public String shown(Look look) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : cut(look.width(), look.ellipsis()).pieces) {
            boolean styled = look.colour() && !piece.code().isEmpty();
            text.append(styled ? ESCAPE + piece.code() + "m" : "")
                    .append(piece.text())
                    .append(styled ? ESCAPE + "0m" : "");
        }
        return text.toString().stripTrailing();
    }

    /** Tabs as the blanks that they stand for. */
    private static String expanded(String text) {
        if (text.indexOf('\t') < 0) {
            return text;
        }
        StringBuilder expanded = new StringBuilder();
        for (String part : text.split("\t", -1)) {
            expanded.append(part).append(" ".repeat(TAB - expanded.length() % TAB));
        }
        return expanded.toString().stripTrailing();
    }

    @Override
    public String toString() {
        return shown(new Look(Look.ENDLESS, false, true));
    }
}
