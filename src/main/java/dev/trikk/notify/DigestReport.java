package dev.trikk.notify;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.notify.Pen.Fact;
import java.time.Duration;
import java.util.List;

/** Writes how all deployments of one day ended: first those that did not do what was asked for. */
final class DigestReport {
    private static final int ROWS = 500;

    private final Daily.Day day;
    private final List<Deployment> ended;

    DigestReport(Daily.Day day, List<Deployment> ended) {
        this.day = day;
        this.ended = ended;
    }

    String what() {
        long bad = ended.stream().filter(deployment -> !isWell(deployment)).count();
        String all = ended.size() == 1 ? "1 deployment" : ended.size() + " deployments";
        return all + ", " + (bad == 0 ? "all succeeded" : bad + " did not succeed");
    }

    void write(Pen pen) {
        pen.facts(List.of(new Fact("From", Words.time(day.from())), new Fact("To", Words.time(day.to()))));
        for (Ending ending :
                List.of(Ending.FAILED, Ending.PARTIAL, Ending.ROLLED_BACK, Ending.CANCELLED, Ending.SUCCEEDED)) {
            write(
                    pen,
                    ending,
                    ended.stream().filter(deployment -> is(deployment, ending)).toList());
        }
    }

    private static void write(Pen pen, Ending ending, List<Deployment> deployments) {
        if (deployments.isEmpty()) {
            return;
        }
        pen.heading(ending.name().replace('_', ' ') + " (" + deployments.size() + ")");
        pen.bullets(deployments.stream().limit(ROWS).map(DigestReport::line).toList());
        if (deployments.size() > ROWS) {
            pen.paragraph("And " + (deployments.size() - ROWS) + " more in the ledger.");
        }
    }

    private static String line(Deployment deployment) {
        StringBuilder line = new StringBuilder("%s %s -> %s: %s"
                .formatted(
                        deployment.plan().application().name(),
                        deployment.plan().release().version(),
                        deployment.plan().environment().name(),
                        deployment.id()));
        deployment.endedAt().ifPresent(end -> {
            line.append(", ").append(Words.time(end));
            deployment.startedAt().ifPresent(start -> line.append(", ")
                    .append(Words.duration(Duration.between(start, end))));
        });
        deployment.request().requestedBy().ifPresent(who -> line.append(", asked for by ")
                .append(Excerpt.oneLine(who)));
        if (!isWell(deployment) && !deployment.reason().isBlank()) {
            line.append(". ").append(Excerpt.sentence(deployment.reason()));
        }
        return line.toString();
    }

    private static boolean isWell(Deployment deployment) {
        return is(deployment, Ending.SUCCEEDED);
    }

    private static boolean is(Deployment deployment, Ending ending) {
        return deployment.ending().filter(ending::equals).isPresent();
    }
}
