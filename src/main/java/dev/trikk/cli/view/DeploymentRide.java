package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One deployment: a line for each server. */
public record DeploymentRide(String id) implements Ride {
    private static final int BAR = 20;
    private static final int STAGE = 8;

    @Override
    public String path() {
        return "/api/deployments/" + id;
    }

    @Override
    public String events() {
        return "/api/events?deployment=" + id;
    }

    @Override
    public Optional<Ending> ending(Tree now) {
        return Ending.of(now.text("ending"));
    }

    @Override
    public List<Line> standing(Tree now, Instant time, Look look, int height) {
        List<Line> lines = new ArrayList<>();
        lines.add(head(now, look));
        lines.add(progress(now, time, look));
        now.maybe("why").ifPresent(why -> lines.add(Line.warn("  " + why)));
        Servers servers = new Servers(now);
        List<Servers.Standing> all = servers.all();
        int room = Math.max(1, height - lines.size());
        List<Servers.Standing> shown = all.size() <= room ? all : mostTelling(all, room - 1);
        int width = widest(shown);
        shown.forEach(each -> lines.add(server(servers, each, width, look)));
        if (shown.size() < all.size()) {
            lines.add(Line.faint("  and " + (all.size() - shown.size()) + " more servers"));
        }
        return lines;
    }

    private static Line head(Tree now, Look look) {
        return Line.bold(now.text("application") + " " + now.text("version"))
                .then(" " + look.arrow() + " " + now.text("environment") + "  ")
                .then(Line.faint(now.text("id")))
                .then(Line.faint(now.text("kind").equals("deploy") ? "" : "  " + now.text("kind")));
    }

    private static Line progress(Tree now, Instant time, Look look) {
        long steps = now.number("steps");
        String elapsed = Times.elapsed(now.text("acceptedAt"), now.text("endedAt"), time)
                .map(Times::running)
                .orElse("");
        Line where = Ending.of(now.text("ending"))
                .map(Ending::shown)
                .orElseGet(() -> Line.of(
                        now.text("state").equals("active")
                                ? now.text("at")
                                : now.text("state")
                                        + now.maybe("at").map(at -> ": " + at).orElse("")));
        return Line.of("  ")
                .then(look.bar((int) Math.min(BAR, (look.width() + 1L) / 4), now.number("step"), steps))
                .then("  " + now.number("step") + "/" + steps + "  " + elapsed + "  ")
                .then(where);
    }

    private static List<Servers.Standing> mostTelling(List<Servers.Standing> all, int room) {
        Set<Servers.Standing> chosen = all.stream()
                .sorted(Comparator.comparing((Servers.Standing each) -> !each.isBad())
                        .thenComparing(each -> !each.isGoing())
                        .thenComparing(each -> -each.step()))
                .limit(Math.max(0, room))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return all.stream().filter(chosen::contains).toList();
    }

    private static int widest(List<Servers.Standing> servers) {
        return servers.stream()
                .mapToInt(each -> Columns.of(each.server()))
                .max()
                .orElse(0);
    }

    private static Line server(Servers servers, Servers.Standing standing, int width, Look look) {
        Line mark = standing.step() < 0 ? Line.EMPTY : standing.isGoing() ? look.going() : look.mark(!standing.isBad());
        return Line.of("  ")
                .then(Line.of(standing.server()).padded(width))
                .then("  ")
                .then(Line.of(standing.stage()).padded(STAGE))
                .then(mark.padded(2))
                .then(Line.of(right(servers.took(standing.step(), standing.server()))))
                .then("  ")
                .then(words(servers.inWords(standing.step(), standing.server()), standing.isBad()));
    }

    private static Line words(String words, boolean bad) {
        return bad ? Line.bad(words) : Line.faint(words);
    }

    private static String right(String took) {
        return " ".repeat(Math.max(0, STAGE - took.length())) + took;
    }

    @Override
    public List<Line> news(Tree before, Tree now, ZoneId zone, Look look) {
        return DeploymentNews.lines(before, now, zone, look);
    }

    @Override
    public List<Line> summary(Tree now, Look look) {
        List<Line> lines = new ArrayList<>();
        Optional<Ending> ending = ending(now);
        boolean ok = ending.equals(Optional.of(Ending.SUCCEEDED));
        lines.add(look.mark(ok)
                .then(" ")
                .then(ending.map(Ending::shown).orElse(Line.EMPTY))
                .then("  " + now.text("application") + " " + now.text("version") + " " + look.arrow() + " "
                        + now.text("environment") + ", "
                        + Times.elapsed(now.text("acceptedAt"), now.text("endedAt"), Instant.EPOCH)
                                .map(Times::running)
                                .orElse("")
                        + " (" + id + ")"));
        if (!ok) {
            now.maybe("why").ifPresent(why -> lines.addAll(Paragraph.of("  " + why, look)));
            lines.addAll(errors(now, look));
            lines.add(Line.faint("Next: trikk log " + id + ", trikk why " + id + ", trikk retry " + id));
        }
        return lines;
    }

    private static List<Line> errors(Tree now, Look look) {
        List<Tree> bad = now.list("results").stream()
                .filter(result -> !result.flag("ok"))
                .toList();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < bad.size(); i++) {
            Tree each = bad.get(i);
            String head = i == 0 ? "First error: " : i == 1 ? "Then:        " : "             ";
            Paragraph.of(
                            head + each.text("server") + ", " + each.text("stage") + ", " + each.text("action") + ": "
                                    + each.text("what"),
                            look)
                    .forEach(lines::add);
        }
        return lines;
    }
}
