package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where each server of one deployment stands, as its plan and its results tell. */
final class Servers {
    private final List<Tree> plan;
    private final List<Tree> results;

    Servers(Tree deployment) {
        this.plan = deployment.list("plan");
        this.results = deployment.list("results");
    }

    /** One server: the last step that has begun on it; -1 where none has. */
    record Standing(String server, int step, String stage, String state) {
        boolean isBad() {
            return state.equals("failed");
        }

        boolean isGoing() {
            return state.equals("under_way");
        }
    }

    /** All of them, in the order of the plan. */
    List<Standing> all() {
        Set<String> names = new LinkedHashSet<>();
        plan.forEach(step -> names.addAll(step.texts("servers")));
        return names.stream().map(this::standing).toList();
    }

    private Standing standing(String server) {
        for (int step = plan.size() - 1; step >= 0; step--) {
            Tree entry = plan.get(step);
            String state = entry.text("state");
            if (!state.equals("next") && entry.texts("servers").contains(server)) {
                boolean failed = state.equals("failed") && (of(step, server).isEmpty() || isBad(step, server));
                return new Standing(
                        server, step, entry.text("stage"), state.equals("failed") && !failed ? "done" : state);
            }
        }
        return new Standing(server, -1, "", "next");
    }

    private boolean isBad(int step, String server) {
        return of(step, server).stream().anyMatch(result -> !result.flag("ok"));
    }

    /** What was done on a server in a step; what was done on the balancer's member belongs to the servers behind it. */
    List<Tree> of(int step, String server) {
        List<String> servers = step < 0 ? List.of() : plan.get(step).texts("servers");
        return results.stream()
                .filter(result -> result.number("step") == step)
                .filter(result -> result.text("server").equals(server)
                        || (!servers.contains(result.text("server"))
                                && (servers.size() == 1 || servers.get(0).equals(server))))
                .toList();
    }

    /** The same as a few words: the time of each action, or the first that went wrong. */
    String inWords(int step, String server) {
        List<Tree> done = of(step, server);
        return done.stream()
                .filter(result -> !result.flag("ok"))
                .findFirst()
                .map(bad -> bad.text("action") + ": " + bad.text("what"))
                .orElseGet(() -> done.size() < 2
                        ? ""
                        : done.stream()
                                .map(result -> result.text("action") + " " + seconds(result))
                                .collect(Collectors.joining(", ")));
    }

    /** How long that took in all. */
    String took(int step, String server) {
        List<Tree> done = of(step, server);
        return done.isEmpty()
                ? ""
                : Times.took(done.stream()
                        .mapToLong(result -> result.number("millis"))
                        .sum());
    }

    private static String seconds(Tree result) {
        String took = Times.took(result.number("millis"));
        return took.substring(0, took.length() - 2);
    }
}
