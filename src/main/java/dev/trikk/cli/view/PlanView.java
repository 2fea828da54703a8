package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A plan that was made for looking at. */
public final class PlanView {
    private PlanView() {}

    /** The steps, which server has something to do in which of them, and the scripts where they are wanted. */
    public static List<Line> lines(Tree plan, String application, String environment, boolean scripts, Look look) {
        List<String> steps = plan.texts("plan");
        List<Line> lines = new ArrayList<>();
        lines.add(Line.bold(application + " " + plan.text("version"))
                .then(" " + look.arrow() + " " + environment + ": " + steps.size() + " steps; nothing was done"));
        for (int i = 0; i < steps.size(); i++) {
            lines.addAll(Paragraph.of((i < 9 ? " " : "") + (i + 1) + "  " + steps.get(i), look));
        }
        lines.addAll(table(plan.list("scripts"), steps, look));
        if (scripts) {
            plan.list("scripts").forEach(script -> script(lines, script, look));
        }
        return lines;
    }

    private static List<Line> table(List<Tree> scripts, List<String> steps, Look look) {
        Set<String> servers = new LinkedHashSet<>();
        scripts.forEach(script -> servers.add(script.text("server")));
        if (servers.isEmpty()) {
            return List.of();
        }
        Table table = new Table(Stream.concat(
                        Stream.of("SERVER"),
                        IntStream.rangeClosed(1, steps.size()).mapToObj(String::valueOf))
                .toList());
        servers.forEach(server -> table.row(Stream.concat(
                        Stream.of(Line.of(server)),
                        steps.stream().map(step -> isIn(scripts, step, server) ? look.mark(true) : Line.of(" ")))
                .toArray()));
        List<Line> lines = new ArrayList<>(List.of(Line.EMPTY));
        lines.addAll(table.lines(look, ""));
        return lines;
    }

    private static boolean isIn(List<Tree> scripts, String step, String server) {
        return scripts.stream()
                .anyMatch(script -> script.text("step").equals(step)
                        && script.text("server").equals(server));
    }

    private static void script(List<Line> lines, Tree script, Look look) {
        lines.add(Line.EMPTY);
        lines.add(Line.bold(script.text("server")).then("  " + script.text("step")));
        script.text("script").lines().forEach(line -> lines.addAll(Paragraph.of("  " + line, look)));
    }
}
