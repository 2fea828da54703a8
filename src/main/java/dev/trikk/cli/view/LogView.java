package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was done on each server, with its output: one server after the other, never mixed. */
public final class LogView {
    private LogView() {}

    /** The lines; those of the output are folded where they are too long. */
    public static List<Line> lines(Tree log, ZoneId zone, Look look) {
        Map<String, List<Tree>> byServer = new LinkedHashMap<>();
        log.list("entries").forEach(entry -> byServer.computeIfAbsent(entry.text("server"), server -> new ArrayList<>())
                .add(entry));
        List<Line> lines = new ArrayList<>();
        byServer.forEach((server, entries) -> {
            lines.add(Line.bold(server));
            entries.forEach(entry -> entry(lines, entry, zone, look));
        });
        return lines.isEmpty() ? List.of(Line.of("Nothing has been done yet.")) : lines;
    }

    private static void entry(List<Line> lines, Tree entry, ZoneId zone, Look look) {
        boolean ok = entry.flag("ok");
        lines.add(Line.of("  " + Times.clock(entry.text("at"), zone) + "  " + entry.text("stage") + ", "
                        + entry.text("action") + "  ")
                .then(look.mark(ok))
                .then("  " + Times.took(entry.number("millis")) + "  ")
                .then(ok ? Line.faint(entry.text("what")) : Line.bad(entry.text("what"))));
        output(lines, entry.text("stdout"), "    ", look);
        output(lines, entry.text("stderr"), "  ! ", look);
    }

    private static void output(List<Line> lines, String output, String margin, Look look) {
        output.lines().forEach(line -> lines.addAll(Paragraph.of(margin + line, look)));
    }
}
