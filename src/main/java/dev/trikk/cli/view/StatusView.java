package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is under way, and what keeps something from being so. */
public final class StatusView {
    private StatusView() {}

    /** The lines; what is in order is not mentioned. */
    public static List<Line> lines(Tree all, Instant now, Look look) {
        Table table = new Table("ID", "APPLICATION", "VERSION", "ENVIRONMENT", "STANDS", "AGE", "");
        all.at("deployments")
                .list("items")
                .forEach(each -> table.row(
                        each.text("id"),
                        each.text("application"),
                        each.text("version"),
                        each.text("environment"),
                        stands(each),
                        Times.age(each.text("acceptedAt"), now),
                        Line.faint(each.maybe("why").orElse(each.text("at")))));
        List<Line> lines = new ArrayList<>(table.lines(look, "Nothing is under way."));
        all.at("alarms")
                .list("items")
                .forEach(alarm -> lines.addAll(styled(Paragraph.of(
                        "alarm " + alarm.text("kind") + ", " + Times.age(alarm.text("since"), now) + ": "
                                + alarm.text("text"),
                        look))));
        all.at("stages").list("items").stream()
                .filter(stage -> stage.flag("paused"))
                .forEach(stage -> lines.addAll(styled(Paragraph.of(OperationViews.paused(stage, now), look))));
        all.at("environments").list("items").forEach(environment -> environment
                .maybe("frozen")
                .ifPresent(why ->
                        lines.addAll(styled(Paragraph.of(environment.text("name") + " is frozen: " + why, look)))));
        return lines;
    }

    private static Line stands(Tree deployment) {
        return deployment.text("state").equals("active")
                ? Line.good(deployment.number("step") + "/" + deployment.number("steps"))
                : Line.warn(deployment.text("state"));
    }

    private static List<Line> styled(List<Line> lines) {
        return lines.stream().map(line -> Line.warn(line.toString())).toList();
    }
}
