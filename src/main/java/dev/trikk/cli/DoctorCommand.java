package dev.trikk.cli;

import dev.trikk.cli.http.Answer;
import dev.trikk.cli.http.Refused;
import dev.trikk.cli.http.Target;
import dev.trikk.cli.http.Unreachable;
import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.Line;
import dev.trikk.cli.view.Look;
import dev.trikk.cli.view.Paragraph;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Looks for what keeps this client from working, and says for each what to do. */
@Command(
        name = "doctor",
        description =
                "Looks whether this client works: its configuration, the daemon, the token and its roles, the clocks, open"
                        + " alarms. Exit code 0: all is well; 1: something is not.")
final class DoctorCommand extends Asking {
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** What was looked at. */
    private record Finding(boolean ok, String what, String advice) {}

    DoctorCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Desk desk) {
        List<Finding> findings = new ArrayList<>();
        examine(desk, findings);
        boolean well = findings.stream().allMatch(Finding::ok);
        desk.show(json(findings), look -> lines(findings, look));
        return (well ? Exit.OK : Exit.REFUSED).code();
    }

    /** Each look needs the one before. */
    private static void examine(Desk desk, List<Finding> findings) {
        Answer me;
        try {
            Target target = desk.configuration().target();
            findings.add(new Finding(
                    true,
                    "the daemon is " + target.url() + ", says "
                            + desk.configuration().origin(),
                    ""));
            findings.add(new Finding(
                    target.token().isPresent(),
                    target.token().isPresent() ? "there is a token" : "there is no token",
                    "Type: trikk login " + target.url()));
            me = desk.client().get("/api/me", Optional.empty());
        } catch (Trouble unset) {
            findings.add(new Finding(false, "the configuration is not usable", unset.getMessage()));
            return;
        } catch (Unreachable away) {
            findings.add(new Finding(
                    false,
                    away.getMessage(),
                    "Look there with: trikk check, and whether it runs with trikk serve and trikk.http.enabled=true."));
            return;
        } catch (Refused refused) {
            findings.add(new Finding(
                    false,
                    "the daemon answers, but does not let us in: " + refused.getMessage(),
                    "Ask an administrator for a token (trikk token) and type: trikk login URL"));
            return;
        }
        findings.add(new Finding(
                true,
                "it lets us in as " + me.tree().text("name") + " with the roles "
                        + String.join(", ", me.tree().texts("roles")),
                ""));
        clock(desk, me).ifPresent(findings::add);
        me.tree().maybe("version").ifPresent(version -> findings.add(versions(version)));
        alarms(desk, findings);
    }

    private static Optional<Finding> clock(Desk desk, Answer answer) {
        try {
            return answer.date()
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .map(there -> Duration.between(there, desk.now()).abs())
                    .map(skew -> new Finding(
                            skew.compareTo(SKEW) <= 0,
                            skew.compareTo(SKEW) <= 0
                                    ? "both clocks agree"
                                    : "this clock and the daemon's differ by " + skew.toSeconds() + " s",
                            "Times shown here are wrong by that; let both machines use NTP."));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Finding versions(String theirs) {
        String ours = Cli.version();
        boolean same = theirs.equals(ours);
        return new Finding(
                same,
                same ? "client and daemon are both " + ours : "the daemon is " + theirs + ", this client " + ours,
                "Install the client of the daemon's version.");
    }

    private static void alarms(Desk desk, List<Finding> findings) {
        int alarms = desk.client().get("/api/alarms").list("items").size();
        findings.add(new Finding(
                alarms == 0, alarms == 0 ? "no alarms are open" : "open alarms: " + alarms, "Type: trikk alarms"));
    }

    private static List<Line> lines(List<Finding> findings, Look look) {
        List<Line> lines = new ArrayList<>();
        for (Finding finding : findings) {
            List<Line> what = Paragraph.of(finding.what(), new Look(look.width() - 3, look.colour(), look.unicode()));
            for (int i = 0; i < what.size(); i++) {
                lines.add((i == 0 ? look.mark(finding.ok()) : Line.EMPTY)
                        .padded(3)
                        .then(what.get(i)));
            }
            if (!finding.ok()) {
                lines.addAll(Paragraph.of("   " + finding.advice(), look));
            }
        }
        return lines;
    }

    private static Tree json(List<Finding> findings) {
        return Tree.object(Map.of(
                "findings", Tree.list(findings.stream().map(DoctorCommand::json).toList())));
    }

    private static Tree json(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ok", finding.ok());
        fields.put("what", finding.what());
        if (!finding.ok()) {
            fields.put("advice", finding.advice());
        }
        return Tree.of(fields);
    }
}
