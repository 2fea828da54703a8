package dev.trikk.cli.view;

/**
 * How lines may look where they are shown.
 *
 * @param width the longest line, in columns
 * @param colour whether styles are shown
 * @param unicode whether more than ASCII is shown
 */
public record Look(int width, boolean colour, boolean unicode) {
    /** Where no terminal sets a bound. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** For something that went well, or did not. */
    public Line mark(boolean ok) {
        return ok ? Line.good(unicode ? "✓" : "ok") : Line.bad(unicode ? "✗" : "!!");
    }

    /** For something under way. */
    public Line going() {
        return Line.warn(unicode ? "●" : "..");
    }

    /** Between a release and where it goes. */
    public String arrow() {
        return unicode ? "→" : "->";
    }

    /** Where something was left out. */
    public String ellipsis() {
        return unicode ? "…" : "..";
    }

    /** A bar of so many columns, of which a part is done. */
    public Line bar(int columns, long done, long all) {
        int full = all <= 0 ? 0 : (int) (columns * Math.min(all, Math.max(0, done)) / all);
        return Line.good((unicode ? "█" : "#").repeat(full))
                .then(Line.faint((unicode ? "░" : ".").repeat(columns - full)));
    }
}
