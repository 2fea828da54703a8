package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What operators look at. */
public final class OperationViews {
    private OperationViews() {}

    /** Stages, and which of them are paused. */
    public static List<Line> stages(Tree all, Instant now, Look look) {
        Table table = new Table("STAGE", "RUNS", "SINCE", "BY", "REASON");
        all.list("items")
                .forEach(stage -> table.row(
                        stage.text("name"),
                        stage.flag("paused") ? Line.warn("paused") : Line.good("yes"),
                        Times.age(stage.text("since"), now),
                        stage.text("by"),
                        stage.text("reason")));
        return table.lines(look, "No stages.");
    }

    /** A paused stage as a sentence. */
    static String paused(Tree stage, Instant now) {
        String by = stage.maybe("by").map(who -> " by " + who).orElse("");
        String since =
                stage.maybe("since").map(time -> " for " + Times.age(time, now)).orElse("");
        return "stage " + stage.text("name") + " is paused" + by + since
                + stage.maybe("reason").map(why -> ": " + why).orElse("");
    }

    /** Alarms with their whole texts: they say what to do. */
    public static List<Line> alarms(Tree all, Instant now, Look look) {
        List<Line> lines = new ArrayList<>();
        for (Tree alarm : all.list("items")) {
            lines.add(Line.bad(alarm.text("kind"))
                    .then("  " + Times.age(alarm.text("since"), now))
                    .then(alarm.maybe("deployment").map(id -> "  " + id).orElse("")));
            lines.addAll(Paragraph.of("  " + alarm.text("text"), look));
        }
        return lines.isEmpty() ? List.of(Line.of("No alarms.")) : lines;
    }

    /** Who has changed what. */
    public static List<Line> audit(Tree all, ZoneId zone, Look look) {
        Table table = new Table("AT", "WHO", "OPERATION", "TARGET", "STATUS");
        all.list("items")
                .forEach(entry -> table.row(
                        Times.full(entry.text("at"), zone),
                        entry.text("who"),
                        entry.text("operation"),
                        entry.text("target"),
                        entry.number("status") < 400
                                ? Line.good(entry.text("status"))
                                : Line.bad(entry.text("status"))));
        return table.lines(look, "Nothing has been changed.");
    }
}
