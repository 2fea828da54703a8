package dev.trikk.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks at what a schedule has left behind: servers, balancers, the ledger's tables, the mailbox. Asks Trikk nothing.
 * Used by one thread.
 */
final class Checker {
    private static final int EXAMPLES = 3;

    private final World world;
    private final Versions versions;
    private final Effects effects;
    private long checked;

    Checker(World world) {
        this.world = world;
        this.versions = new Versions(world.fleet());
        this.effects = new Effects(world.fleet());
    }

    /** Whether there is nothing left to wait for. */
    boolean isSettled(Schedule schedule) {
        List<LedgerTables.Row> rows = world.ledger().deployments(checked);
        Set<String> known = rows.stream().map(LedgerTables.Row::request).collect(Collectors.toSet());
        return schedule.requests().stream().allMatch(request -> known.contains(request.id()))
                && rows.stream().allMatch(LedgerTables.Row::isEnded)
                && rows.stream().allMatch(row -> world.mailbox().about(report(row)) > 0)
                && world.ledger().unpublished().isEmpty()
                && out().isEmpty();
    }

    private static String report(LedgerTables.Row row) {
        return row.id() + "-ended";
    }

    private Set<String> out() {
        try {
            Set<String> all = new TreeSet<>();
            for (BalancerLine balancer : world.fleet().balancers()) {
                all.addAll(balancer.out());
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that is not as it must be, in sentences; empty when all is well. */
    List<String> findings(Schedule schedule) throws IOException {
        List<LedgerTables.Row> rows = world.ledger().deployments(checked);
        List<String> findings = new ArrayList<>();
        outcomes(schedule, rows, findings);
        reports(rows, findings);
        findings.addAll(versions.findings(rows, schedule));
        rotation(findings);
        findings.addAll(effects.findings());
        floor(findings);
        List<String> failures = world.failedRequests();
        failures.stream()
                .limit(EXAMPLES)
                .forEach(failure -> findings.add(
                        "one of %d requests of clients that failed: %s".formatted(failures.size(), failure)));
        leftovers(findings);
        checked = rows.stream().mapToLong(LedgerTables.Row::number).max().orElse(checked);
        return findings;
    }

    /** Deployments so far that did not succeed. */
    List<String> failures() {
        return world.ledger().texts("select id || ' ' || reason from deployment where ending <> 'SUCCEEDED'");
    }

    /** Each request has one outcome. */
    private void outcomes(Schedule schedule, List<LedgerTables.Row> rows, List<String> findings) {
        Map<String, List<LedgerTables.Row>> byRequest =
                rows.stream().collect(Collectors.groupingBy(LedgerTables.Row::request));
        for (Request request : schedule.requests()) {
            List<LedgerTables.Row> found = byRequest.getOrDefault(request.id(), List.of());
            if (found.size() != 1) {
                findings.add("request " + request.id() + " became " + found.size() + " deployments");
            }
            found.stream()
                    .filter(row -> !row.isEnded())
                    .forEach(row -> findings.add("%s never ended: %s at step %d (%s) %s"
                            .formatted(row.id(), row.state(), row.step(), row.stage(), row.reason())));
        }
        Set<String> asked = schedule.requests().stream().map(Request::id).collect(Collectors.toSet());
        rows.stream()
                .filter(row -> !asked.contains(row.request()))
                .forEach(row -> findings.add(row.id() + " is there, but nobody has asked for it"));
    }

    /** Each outcome is told once; a daemon that is killed between a mail and its note may tell it again. */
    private void reports(List<LedgerTables.Row> rows, List<String> findings) {
        for (LedgerTables.Row row : rows) {
            int mails = world.mailbox().about(report(row));
            if (row.isEnded() && mails == 0) {
                findings.add(row.id() + " ended, and nobody was told");
            }
        }
    }

    /** No member is out of rotation without an alarm. */
    private void rotation(List<String> findings) {
        List<String> alarms = world.ledger().alarms();
        for (String member : out()) {
            if (alarms.stream().noneMatch(alarm -> alarm.contains(member))) {
                findings.add(member + " is out of rotation, and there is no alarm; alarms: " + alarms);
            }
        }
    }

    /** Whoever left, enough stayed. */
    private void floor(List<String> findings) {
        for (BalancerLine balancer : world.fleet().balancers()) {
            for (BalancerLine.Change change : balancer.changes()) {
                boolean left = change.before().contains(change.member())
                        && !change.after().contains(change.member());
                if (left && change.after().size() < Fleet.MIN_AVAILABLE) {
                    findings.add("the floor of %s was broken at %s: %s left, and only %s stayed in service"
                            .formatted(balancer.backend(), change.at(), change.member(), change.after()));
                }
            }
        }
    }

    private void leftovers(List<String> findings) {
        world.ledger().lanesTaken().forEach(lane -> findings.add("a lane is still taken: " + lane));
        world.ledger().unpublished().forEach(event -> findings.add("an event was never published: " + event));
        world.ledger().drained().stream()
                .filter(member -> !out().contains(member))
                .forEach(member -> findings.add("the ledger says that " + member + " is drained, and it is not"));
    }
}
