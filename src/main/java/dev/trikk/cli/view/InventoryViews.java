package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What can be deployed, and where. */
public final class InventoryViews {
    private InventoryViews() {}

    /** Applications by environments. */
    public static List<Line> applications(Tree all, Look look) {
        Set<String> environments = new LinkedHashSet<>();
        all.list("items").forEach(application -> application
                .list("environments")
                .forEach(environment -> environments.add(environment.text("name"))));
        Table table = new Table(
                Stream.concat(Stream.of("APPLICATION"), environments.stream()).toList());
        all.list("items")
                .forEach(application -> table.row(Stream.concat(
                                Stream.of(Line.of(application.text("name"))),
                                environments.stream().map(name -> release(application, name)))
                        .toArray()));
        return table.lines(look, "No applications.");
    }

    private static Line release(Tree application, String environment) {
        return application.list("environments").stream()
                .filter(each -> each.text("name").equals(environment))
                .findFirst()
                .map(each -> Line.of(each.maybe("version").orElse("-"))
                        .then(each.maybe("deployment")
                                .map(id -> Line.warn(" (" + id + ")"))
                                .orElse(Line.EMPTY)))
                .orElse(Line.EMPTY);
    }

    /** The first so many versions, a line each; all of them for 0. */
    public static List<Line> versions(Tree all, int limit) {
        List<String> versions = all.texts("versions");
        return versions.stream()
                .limit(limit <= 0 ? versions.size() : limit)
                .map(Line::of)
                .toList();
    }

    /** Environments with their rules. */
    public static List<Line> environments(Tree all, Look look) {
        List<Line> lines = new ArrayList<>();
        for (Tree environment : all.list("items")) {
            lines.add(Line.bold(environment.text("name")).then("  " + environment.number("servers") + " servers"));
            environment.maybe("frozen").ifPresent(why -> Paragraph.of("  frozen: " + why, look)
                    .forEach(line -> lines.add(Line.warn(line.toString()))));
            environment.texts("rules").forEach(rule -> lines.addAll(Paragraph.of("  " + rule, look)));
        }
        return lines.isEmpty() ? List.of(Line.of("No environments.")) : lines;
    }

    /** Servers. */
    public static List<Line> servers(Tree all, Look look) {
        Table table = new Table("SERVER", "ENVIRONMENT", "ADDRESS", "POOL", "APPLICATIONS");
        all.list("items")
                .forEach(server -> table.row(
                        server.text("name"),
                        server.text("environment"),
                        server.text("address"),
                        server.text("pool"),
                        String.join(", ", server.texts("applications"))));
        return table.lines(look, "No servers.");
    }

    /** Members of all pools. */
    public static List<Line> pools(Tree all, Instant now, Look look) {
        Table table = new Table("MEMBER", "BALANCER", "ROTATION", "HEALTH", "SESSIONS", "DRAINED BY");
        List<Line> problems = new ArrayList<>();
        for (Tree pool : all.list("items")) {
            String name = pool.text("environment") + "/" + pool.text("name");
            pool.list("members")
                    .forEach(member -> table.row(
                            name + "/" + member.text("name"),
                            pool.text("balancer"),
                            rotation(member.text("rotation")),
                            health(member),
                            member.text("sessions"),
                            drained(member, now)));
            pool.maybe("problem").ifPresent(problem -> Paragraph.of(name + ": " + problem, look)
                    .forEach(line -> problems.add(Line.bad(line.toString()))));
        }
        List<Line> lines = new ArrayList<>(table.lines(look, "No pools."));
        lines.addAll(problems);
        return lines;
    }

    private static Line rotation(String rotation) {
        return rotation.equals("in") ? Line.good(rotation) : Line.warn(rotation);
    }

    private static Line health(Tree member) {
        String healthy = member.text("healthy");
        return healthy.isEmpty() ? Line.EMPTY : member.flag("healthy") ? Line.good("well") : Line.bad("unwell");
    }

    private static String drained(Tree member, Instant now) {
        String age = Times.age(member.text("drainedSince"), now);
        return member.maybe("drainedBy")
                .map(who -> age.isEmpty() ? who : who + ", " + age)
                .orElse("");
    }
}
