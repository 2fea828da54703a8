package dev.trikk.demo;

import dev.trikk.remote.Outcome;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The terminal: lines of at most 96 columns, in colour or not. Safe for several threads. */
final class Screen {
    private static final int WIDTH = 96;
    private static final int MARGIN = 33;

    private final PrintStream out;
    private final Ansi ansi;

    Screen(PrintStream out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** Begins a chapter. */
    void heading(String text) {
        line("");
        line(styled("bold", text));
    }

    /** Prints a line as it is. */
    void line(String text) {
        out.println(text.stripTrailing());
    }

    /** A step of a deployment: {@code 4.2 s  shop 1.1  rotate  web1  done  2.1 s  drain 0.3, restart 0.8}. */
    void step(Duration since, String what, String stage, String servers, boolean ok, Duration took, String details) {
        line("%s  %-12s %-8s %-11s %s %s  %s"
                .formatted(seconds(since), what, stage, servers, mark(ok), seconds(took), styled("faint", details)));
    }

    /** What was done on the way of a step that went wrong. */
    void detail(String action, Outcome outcome) {
        String words = outcome.isOk() ? "" : outcome.explanation();
        int room = WIDTH - MARGIN - 14;
        // the point of a sentence is more often at its end
        String cut = words.length() > room ? "…" + words.substring(words.length() - room + 1) : words;
        line("%s%-11s %s %s  %s"
                .formatted(
                        " ".repeat(MARGIN - 11),
                        action,
                        mark(outcome.isOk()),
                        seconds(outcome.duration()),
                        styled("faint", cut)));
    }

    /** How a deployment ended. */
    void ending(Duration since, String what, String ending, boolean ok, String reason) {
        line("%s  %-12s %s %s".formatted(seconds(since), what, styled(ok ? "green" : "red", ending), reason));
    }

    /** {@code text} in a style of picocli's, where there are colours. */
    String styled(String style, String text) {
        return text.isEmpty() ? "" : ansi.new Text("@|" + style + " " + text.replace("|@", "| @") + "|@").toString();
    }

    private String mark(boolean ok) {
        return ok ? styled("green", "✓") : styled("red", "✗");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%5.1f s", duration.toMillis() / 1000.0);
    }
}
