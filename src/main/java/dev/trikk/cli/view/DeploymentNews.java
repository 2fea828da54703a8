package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has happened to a deployment between two looks, as lines of a log. */
final class DeploymentNews {
    private static final int STAGE = 8;

    private DeploymentNews() {}

    static List<Line> lines(Tree before, Tree now, ZoneId zone, Look look) {
        List<Line> lines = new ArrayList<>();
        if (before.equals(Tree.NOTHING)) {
            lines.add(line(now.text("acceptedAt"), now, zone)
                    .then("accepted: " + now.text("application") + " " + now.text("version") + " " + look.arrow() + " "
                            + now.text("environment") + ", " + now.number("steps") + " steps"));
        }
        if (before.maybe("startedAt").isEmpty() && now.maybe("startedAt").isPresent()) {
            lines.add(line(now.text("startedAt"), now, zone).then("started"));
        }
        lines.addAll(results(before, now, zone, look));
        stands(before, now)
                .ifPresent(how -> lines.add(line(lastTime(now), now, zone).then(Line.warn(how))));
        if (before.maybe("ending").isEmpty()) {
            Ending.of(now.text("ending"))
                    .ifPresent(ending -> lines.add(line(now.text("endedAt"), now, zone)
                            .then(ending.shown())
                            .then(now.maybe("why").map(why -> ": " + why).orElse(""))));
        }
        return lines;
    }

    /** A line for each server in each step; results come when their step is done. */
    private static List<Line> results(Tree before, Tree now, ZoneId zone, Look look) {
        Servers servers = new Servers(now);
        List<Tree> all = now.list("results");
        Set<String> told = new LinkedHashSet<>();
        List<Line> lines = new ArrayList<>();
        for (Tree result : all.subList(Math.min(before.list("results").size(), all.size()), all.size())) {
            int step = (int) result.number("step");
            String server = result.text("server");
            if (isServer(now, step, server) && told.add(step + " " + server)) {
                boolean ok = servers.of(step, server).stream().allMatch(each -> each.flag("ok"));
                String words = servers.inWords(step, server);
                lines.add(line(result.text("at"), now, zone)
                        .then(Line.of(result.text("stage")).padded(STAGE))
                        .then(" " + server + "  ")
                        .then(look.mark(ok))
                        .then("  " + servers.took(step, server))
                        .then(words.isEmpty() ? "" : "  " + words));
            }
        }
        return lines;
    }

    private static boolean isServer(Tree now, int step, String name) {
        List<Tree> plan = now.list("plan");
        List<String> servers = step >= 0 && step < plan.size() ? plan.get(step).texts("servers") : List.of();
        return servers.isEmpty() || servers.contains(name);
    }

    /** Why it stands still, where it has not stood still for this before. */
    private static Optional<String> stands(Tree before, Tree now) {
        String state = now.text("state");
        boolean same = before.text("state").equals(state) && before.text("why").equals(now.text("why"));
        if (same || !(state.equals("held") || state.equals("waiting") || state.equals("active"))) {
            return Optional.empty();
        }
        return now.maybe("why").map(why -> (state.equals("active") ? "" : state + ": ") + why);
    }

    private static String lastTime(Tree now) {
        List<Tree> results = now.list("results");
        return results.isEmpty()
                ? now.maybe("startedAt").orElse(now.text("acceptedAt"))
                : results.get(results.size() - 1).text("at");
    }

    private static Line line(String time, Tree now, ZoneId zone) {
        return Line.of(Times.clock(time, zone) + "  " + now.text("id") + "  ");
    }
}
