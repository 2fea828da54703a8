package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A train: a line for each of its deployments. */
public record TrainRide(String id) implements Ride {
    private static final int BAR = 20;

    @Override
    public String path() {
        return "/api/trains/" + id;
    }

    @Override
    public String events() {
        return "/api/events?train=" + id;
    }

    @Override
    public Optional<Ending> ending(Tree now) {
        return Ending.of(now.at("train").text("ending"));
    }

    @Override
    public List<Line> standing(Tree now, Instant time, Look look, int height) {
        Tree train = now.at("train");
        List<Tree> all = now.list("deployments");
        List<Line> lines = new ArrayList<>();
        lines.add(Line.bold("train of " + count(all.size()))
                .then(" " + look.arrow() + " " + train.text("environment") + "  ")
                .then(Line.faint(id)));
        lines.add(progress(train, all, time, look));
        int room = Math.max(1, height - lines.size());
        List<Tree> shown = all.size() <= room ? all : mostTelling(all, room - 1);
        Table table = new Table("APPLICATION", "VERSION", "STANDS", "");
        shown.forEach(each ->
                table.row(each.text("application"), each.text("version"), stands(each), Line.faint(where(each))));
        List<Line> rows = table.lines(new Look(look.width() - 2, look.colour(), look.unicode()), "");
        rows.stream().skip(1).forEach(row -> lines.add(Line.of("  ").then(row)));
        if (shown.size() < all.size()) {
            lines.add(Line.faint("  and " + (all.size() - shown.size()) + " more applications"));
        }
        return lines;
    }

    private static Line progress(Tree train, List<Tree> all, Instant time, Look look) {
        long ended = all.stream().filter(TrainRide::hasEnded).count();
        long bad = all.stream().filter(TrainRide::isBad).count();
        return Line.of("  ")
                .then(look.bar((int) Math.min(BAR, (look.width() + 1L) / 4), ended, all.size()))
                .then("  " + ended + "/" + all.size() + "  "
                        + Times.elapsed(train.text("acceptedAt"), train.text("endedAt"), time)
                                .map(Times::running)
                                .orElse("")
                        + "  ")
                .then(Ending.of(train.text("ending")).map(Ending::shown).orElse(Line.EMPTY))
                .then(bad == 0 ? Line.EMPTY : Line.bad("  " + bad + " went wrong"));
    }

    private static List<Tree> mostTelling(List<Tree> all, int room) {
        Set<Tree> chosen = all.stream()
                .sorted(Comparator.comparing((Tree each) -> !isBad(each))
                        .thenComparing(each -> !each.text("state").equals("active"))
                        .thenComparing(TrainRide::hasEnded))
                .limit(Math.max(0, room))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return all.stream().filter(chosen::contains).toList();
    }

    private static Line stands(Tree deployment) {
        return Ending.of(deployment.text("ending"))
                .map(Ending::shown)
                .orElseGet(() -> deployment.text("state").equals("active")
                        ? Line.warn(deployment.number("step") + "/" + deployment.number("steps"))
                        : Line.of(deployment.text("state")));
    }

    private static String where(Tree deployment) {
        return isBad(deployment) || !deployment.text("state").equals("active")
                ? deployment.text("why")
                : deployment.text("at");
    }

    private static boolean hasEnded(Tree deployment) {
        return deployment.text("state").equals("ended");
    }

    private static boolean isBad(Tree deployment) {
        return Ending.of(deployment.text("ending"))
                .filter(ending -> ending != Ending.SUCCEEDED)
                .isPresent();
    }

    private static String count(int applications) {
        return applications == 1 ? "1 application" : applications + " applications";
    }

    private static String share(int good, int all) {
        return all == 0 ? "nothing to do: all that was asked for runs already" : good + " of " + count(all);
    }

    @Override
    public List<Line> news(Tree before, Tree now, ZoneId zone, Look look) {
        List<Line> lines = new ArrayList<>();
        Tree train = now.at("train");
        if (before.equals(Tree.NOTHING)) {
            lines.add(Line.of(Times.clock(train.text("acceptedAt"), zone) + "  " + id + "  accepted: "
                    + count(now.list("deployments").size()) + " " + look.arrow() + " " + train.text("environment")));
        }
        Map<String, Tree> known = before.list("deployments").stream()
                .collect(Collectors.toMap(each -> each.text("id"), Function.identity(), (one, other) -> one));
        now.list("deployments").forEach(each -> change(known.getOrDefault(each.text("id"), Tree.NOTHING), each)
                .ifPresent(change -> lines.add(Line.of(Times.clock(lastTime(each), zone) + "  " + each.text("id") + "  "
                                + each.text("application") + " " + each.text("version") + "  ")
                        .then(change))));
        if (before.at("train").maybe("ending").isEmpty()) {
            ending(now)
                    .ifPresent(ending -> lines.add(Line.of(Times.clock(train.text("endedAt"), zone) + "  " + id + "  ")
                            .then(ending.shown())));
        }
        return lines;
    }

    private static Optional<Line> change(Tree before, Tree now) {
        if (before.text("state").equals(now.text("state")) && before.text("at").equals(now.text("at"))) {
            return Optional.empty();
        }
        return Optional.of(Ending.of(now.text("ending"))
                .map(ending -> ending.shown()
                        .then(now.maybe("why").map(why -> ": " + why).orElse("")))
                .orElseGet(() -> Line.of(
                        now.text("state").equals("active")
                                ? now.text("at")
                                : now.text("state")
                                        + now.maybe("why")
                                                .map(why -> ": " + why)
                                                .orElse(""))));
    }

    private static String lastTime(Tree deployment) {
        return deployment.maybe("endedAt").or(() -> deployment.maybe("movedAt")).orElse(deployment.text("acceptedAt"));
    }

    @Override
    public List<Line> summary(Tree now, Look look) {
        List<Tree> all = now.list("deployments");
        List<Tree> bad = all.stream().filter(TrainRide::isBad).toList();
        List<Line> lines = new ArrayList<>();
        Tree train = now.at("train");
        lines.add(look.mark(bad.isEmpty())
                .then(" ")
                .then(ending(now).map(Ending::shown).orElse(Line.EMPTY))
                .then("  " + share(all.size() - bad.size(), all.size()) + " " + look.arrow() + " "
                        + train.text("environment") + ", "
                        + Times.elapsed(train.text("acceptedAt"), train.text("endedAt"), Instant.EPOCH)
                                .map(Times::running)
                                .orElse("")
                        + " (" + id + ")"));
        List<Tree> inOrder = bad.stream()
                .sorted(Comparator.comparing(each -> each.text("endedAt")))
                .toList();
        for (int i = 0; i < inOrder.size(); i++) {
            Tree each = inOrder.get(i);
            lines.addAll(Paragraph.of(
                    (i == 0 ? "First error: " : i == 1 ? "Then:        " : "             ") + each.text("application")
                            + " " + each.text("version") + ", " + each.text("ending") + ": " + each.text("why") + " ("
                            + each.text("id") + ")",
                    look));
        }
        bad.stream()
                .findFirst()
                .ifPresent(first -> lines.add(
                        Line.faint("Next: trikk log " + first.text("id") + ", trikk retry " + first.text("id"))));
        return lines;
    }
}
