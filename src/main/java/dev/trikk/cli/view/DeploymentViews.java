package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Deployments that are looked at, not followed. */
public final class DeploymentViews {
    private DeploymentViews() {}

    /** One line for each. */
    public static List<Line> history(Tree page, ZoneId zone, Look look) {
        Table table = new Table("ID", "APPLICATION", "VERSION", "ENVIRONMENT", "ENDED", "ACCEPTED", "TOOK", "BY");
        page.list("items")
                .forEach(each -> table.row(
                        each.text("id"),
                        each.text("application"),
                        each.text("version"),
                        each.text("environment"),
                        stands(each),
                        Times.full(each.text("acceptedAt"), zone),
                        took(each),
                        each.text("requestedBy")));
        return table.lines(look, "No deployments.");
    }

    private static String took(Tree deployment) {
        return Times.parse(deployment.text("startedAt"))
                .flatMap(start -> Times.parse(deployment.text("endedAt")).map(end -> Duration.between(start, end)))
                .map(Times::running)
                .orElse("");
    }

    /** The ending of one that has ended, otherwise its state. */
    static Line stands(Tree deployment) {
        return Ending.of(deployment.text("ending"))
                .map(Ending::shown)
                .orElseGet(() -> Line.warn(deployment.text("state")));
    }

    /** All that is known of one ride. */
    public static List<Line> inFull(Ride ride, Tree now, Instant time, ZoneId zone, Look look) {
        List<Line> lines = new ArrayList<>(ride.standing(now, time, look, Integer.MAX_VALUE));
        Tree facts = now.at("train").isObject() ? now.at("train") : now;
        fact(lines, "accepted", Times.full(facts.text("acceptedAt"), zone), look);
        fact(lines, "started", Times.full(facts.text("startedAt"), zone), look);
        fact(lines, "ended", Times.full(facts.text("endedAt"), zone), look);
        fact(lines, "held until", Times.full(facts.text("heldUntil"), zone), look);
        fact(lines, "asked by", facts.text("requestedBy"), look);
        fact(lines, "comment", facts.text("comment"), look);
        fact(lines, "request", facts.text("request"), look);
        fact(lines, "train", facts.text("train"), look);
        steps(lines, now, look);
        if (ride.ending(now).filter(ending -> ending != Ending.SUCCEEDED).isPresent()) {
            lines.addAll(ride.summary(now, look));
        }
        return lines;
    }

    private static void fact(List<Line> lines, String name, String value, Look look) {
        if (!value.isEmpty()) {
            lines.addAll(Paragraph.of("  " + name + ": " + value, look));
        }
    }

    private static void steps(List<Line> lines, Tree now, Look look) {
        List<Tree> plan = now.list("plan");
        for (int i = 0; i < plan.size(); i++) {
            Tree step = plan.get(i);
            Line mark =
                    switch (step.text("state")) {
                        case "done" -> look.mark(true);
                        case "failed" -> look.mark(false);
                        case "under_way" -> look.going();
                        default -> Line.EMPTY;
                    };
            lines.add(Line.of((i < 9 ? "  " : " ") + (i + 1) + " ")
                    .then(mark.padded(3))
                    .then(step.text("what")));
        }
    }
}
