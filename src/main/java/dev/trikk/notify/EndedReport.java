package dev.trikk.notify;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Standing;
import dev.trikk.notify.Pen.Fact;
import dev.trikk.notify.Pen.Row;
import dev.trikk.plan.Plan;
import dev.trikk.release.Release;
import dev.trikk.remote.Outcome;
import dev.trikk.request.DeployRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes what is told about a deployment that is over: the first error first, and all of them. */
final class EndedReport {
    private static final int ROWS = 500;

    private final Deployment deployment;
    private final Plan plan;
    private final Headline headline;
    private final List<Result> results;
    private final List<Result> errors;
    private final Before before;

    EndedReport(Deployment deployment, List<Result> results) {
        this.deployment = deployment;
        this.plan = deployment.plan();
        this.headline = Headline.of(deployment
                .ending()
                .orElseThrow(() -> new IllegalArgumentException("deployment " + deployment.id() + " is not over")));
        this.results = results;
        this.errors = results.stream().filter(result -> !result.isOk()).toList();
        this.before = Before.of(plan, results);
    }

    Headline headline() {
        return headline;
    }

    String what() {
        return plan.application().name() + " " + version() + " -> "
                + plan.environment().name();
    }

    void write(Pen pen) {
        pen.facts(facts());
        if (!errors.isEmpty()) {
            firstError(pen, errors.get(0));
        }
        done(pen);
        if (headline != Headline.SUCCEEDED) {
            standing(pen, Standing.of(plan, results));
        }
        if (errors.size() > 1) {
            furtherErrors(pen, errors.subList(1, errors.size()));
        }
        whatNow(pen);
    }

    /** The same for a chat: without what was done and printed. */
    void writeBrief(Pen pen) {
        pen.facts(facts());
        List<Fact> more = new ArrayList<>();
        if (!errors.isEmpty()) {
            more.add(new Fact(
                    "Went wrong",
                    Words.names(errors.stream()
                            .map(error -> error.server() + " (" + error.action() + ")")
                            .distinct()
                            .toList())));
        }
        List<String> out = Standing.of(plan, results).out();
        if (!out.isEmpty()) {
            more.add(new Fact("Left out of rotation", Words.names(out)));
        }
        pen.facts(more);
        whatNow(pen);
    }

    private List<Fact> facts() {
        DeployRequest request = deployment.request();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Deployment", deployment.id()));
        Words.asker(request.requestedBy(), request.caller()).ifPresent(who -> facts.add(new Fact("Asked for by", who)));
        request.comment()
                .map(comment -> Excerpt.startOf(comment).lines())
                .filter(lines -> !lines.isEmpty())
                .ifPresent(lines -> facts.add(new Fact("Comment", lines)));
        if (!request.issues().isEmpty()) {
            facts.add(new Fact("Issues", Excerpt.oneLine(String.join(", ", request.issues()))));
        }
        facts.add(new Fact(
                "Release", before.common().map(version -> version + " -> ").orElse("") + version()));
        before.mixture().ifPresent(versions -> facts.add(new Fact("Before", versions)));
        facts.add(new Fact("When", when()));
        if (!deployment.reason().isBlank()) {
            facts.add(new Fact("Reason", Excerpt.sentence(deployment.reason())));
        }
        return facts;
    }

    private String when() {
        Instant started = deployment.startedAt().orElse(deployment.acceptedAt());
        Instant ended = deployment.endedAt().orElse(started);
        String when = Words.time(started) + " to " + Words.time(ended) + ", "
                + Words.duration(Duration.between(started, ended));
        Duration waited = Duration.between(deployment.acceptedAt(), started);
        return waited.toSeconds() < 1 ? when : when + ", after waiting " + Words.duration(waited);
    }

    private void firstError(Pen pen, Result error) {
        Outcome outcome = error.outcome();
        Excerpt complaint = Excerpt.endOf(outcome.stderr().isBlank() ? outcome.stdout() : outcome.stderr());

        pen.heading("First error");
        pen.facts(List.of(
                new Fact("Server", error.server()),
                new Fact("What", error.action() + ", in step " + step(error)),
                new Fact("Outcome", Words.full(outcome)),
                new Fact("When", Words.time(error.startedAt()) + ", for " + Words.duration(outcome.duration()))));
        if (!complaint.isEmpty()) {
            pen.paragraph(
                    complaint.isCut()
                            ? "Output, the last " + complaint.lines().size() + " of " + complaint.total() + " lines:"
                            : "Output:");
            pen.output(complaint.lines());
        }
    }

    /** A plan of an older version was cut off where it stopped. */
    private String step(Result error) {
        return (error.step() + 1) + ": "
                + (error.step() < plan.steps().size()
                        ? Excerpt.oneLine(plan.steps().get(error.step()).inWords())
                        : error.stage().word());
    }

    private void done(Pen pen) {
        pen.heading("What was done");
        if (results.isEmpty()) {
            pen.paragraph("Nothing.");
            return;
        }
        table(pen, results.stream().filter(result -> !isBack(result)).toList());
        List<Result> back = results.stream().filter(this::isBack).toList();
        if (!back.isEmpty()) {
            pen.heading("The way back");
            table(pen, back);
        }
    }

    private boolean isBack(Result result) {
        return result.step() < plan.steps().size()
                && plan.steps().get(result.step()).isBack();
    }

    private static void table(Pen pen, List<Result> rows) {
        pen.table(rows.stream().limit(ROWS).map(EndedReport::row).toList());
        if (rows.size() > ROWS) {
            pen.paragraph("And " + (rows.size() - ROWS) + " lines more in the ledger.");
        }
    }

    private static Row row(Result result) {
        return new Row(
                result.server(),
                result.stage().word(),
                result.action(),
                Words.brief(result.outcome()),
                Words.duration(result.outcome().duration()),
                !result.isOk());
    }

    private void standing(Pen pen, Standing standing) {
        List<String> lines = new ArrayList<>();
        lines.add(
                standing.onNew().isEmpty()
                        ? "No server was left on " + version() + "."
                        : "On " + version() + ": " + servers(standing.onNew()));
        List<String> excluded = plan.start().excluded();
        List<String> onOld = standing.onOld().stream()
                .filter(server -> !excluded.contains(server))
                .toList();
        if (!onOld.isEmpty()) {
            lines.add("On what they had before: " + servers(onOld));
        }
        if (!excluded.isEmpty()) {
            lines.add("Left as they were, as was asked for: " + servers(excluded));
        }
        standing.unknown().forEach(result -> lines.add("Not known: " + Excerpt.sentence(result.inWords())));
        if (!standing.out().isEmpty()) {
            lines.add("Left out of rotation: " + Words.names(standing.out()));
        }
        pen.heading("Where the servers stand");
        pen.bullets(lines);
    }

    private String servers(List<String> names) {
        return Words.names(names.stream()
                .map(name -> plan.isDisabledOn(name) ? name + " (disabled there)" : name)
                .toList());
    }

    private void furtherErrors(Pen pen, List<Result> further) {
        pen.heading("Further errors");
        pen.bullets(further.stream()
                .limit(ROWS)
                .map(result -> Excerpt.sentence(result.inWords()))
                .toList());
        if (further.size() > ROWS) {
            pen.paragraph("And " + (further.size() - ROWS) + " errors more in the ledger.");
        }
    }

    private void whatNow(Pen pen) {
        if (headline == Headline.SUCCEEDED) {
            return;
        }
        Standing standing = Standing.of(plan, results);
        pen.heading("What now");
        if (!standing.out().isEmpty()) {
            pen.paragraph("Members left out of rotation get no traffic until a person has looked and put them back.");
        }
        if (headline == Headline.CANCELLED && standing.isAsBefore()) {
            afterAll(pen);
            return;
        }
        pen.command(
                "trikk control retry " + deployment.id(),
                standing.onNew().isEmpty()
                        ? "When the cause is gone, try it again:"
                        : "When the cause is gone, finish it on the other servers:");
        if (!standing.onNew().isEmpty()) {
            before.wayBack().ifPresent(version -> pen.command(rollback(version), "Or put all servers back:"));
        }
    }

    private void afterAll(Pen pen) {
        if (plan.release().source() == Release.Source.LOCAL) {
            pen.paragraph("Nothing. To have it after all, send the build again.");
        } else {
            pen.command(post("", version()), "Nothing. To have it after all, ask for it again:");
        }
    }

    private String rollback(String version) {
        return post("\"action\":\"rollback\",", version);
    }

    /** Names and versions have passed the allow-list of requests, so they need no quoting here. */
    private String post(String action, String version) {
        return "echo '{%s\"application\":\"%s\",\"version\":\"%s\",\"environment\":\"%s\"}' | trikk post -"
                .formatted(
                        action,
                        plan.application().name(),
                        version,
                        plan.environment().name());
    }

    private String version() {
        return plan.release().version();
    }
}
