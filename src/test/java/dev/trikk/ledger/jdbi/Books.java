package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;

import dev.trikk.event.Event;
import dev.trikk.ledger.Audit;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.Records;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import dev.trikk.request.DeployRequest;
import dev.trikk.rotation.Pauses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A ledger and what lies beside it in one database, with a clock that a test moves. */
final class Books {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    final Pauses clock = new Pauses();
    final LedgerDatabase database;
    final Ledger ledger;
    final Rotations rotations;
    final JdbiAlarms alarms;
    final Outbox outbox;
    final dev.trikk.ledger.Pauses pauses;
    final Records records;
    final Audit audit;

    Books(LedgerDatabase database) {
        clock.pause(Duration.between(Instant.EPOCH, START));
        this.database = database;
        this.ledger = new JdbiLedger(database, clock);
        this.rotations = new JdbiRotations(database, clock);
        this.alarms = new JdbiAlarms(database, clock, () -> {});
        this.pauses = new JdbiPauses(database, clock);
        this.outbox = new JdbiOutbox(database, clock);
        this.records = new JdbiRecords(database);
        this.audit = new JdbiAudit(database, clock);
    }

    /** Accepts a request to put shop 2.0 on the paired environment. */
    String accepted(String requestId) {
        return accepted(requestId, aPlan("shop", "2.0"));
    }

    String accepted(String requestId, Plan plan) {
        return ledger.accept(aRequest(requestId, plan.application().name(), "2.0"), plan)
                .id();
    }

    /** The same for a request of another kind. */
    String accepted(String requestId, Plan plan, DeployRequest.Kind kind) {
        DeployRequest request = aRequest(requestId, plan.application().name(), "2.0");
        return ledger.accept(
                        new DeployRequest(
                                requestId,
                                request.application(),
                                request.version(),
                                request.environment(),
                                request.source(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                false,
                                kind,
                                false,
                                Optional.empty()),
                        plan)
                .id();
    }

    /** An active deployment of an application, before its first step. */
    String active(String application) {
        return ledger.admit(accepted(application + "-request", aPlan(application, "2.0")))
                .id();
    }

    /** Rides on until that step is next. */
    void rideTo(String id, int step) {
        for (int at = deployment(id).cursor(); at < step; at++) {
            pass(board(id, at));
        }
    }

    /** Rides through one step, and then to the last one. */
    Boarding boardFinish(Deployment active) {
        Boarding first = board(active.id(), 0);
        ledger.record(first, List.of(), new Course(active.plan().after(0, List.of()), ""));
        return board(active.id(), 1);
    }

    Boarding board(String id, int step) {
        return ledger.board(id, step, false).orElseThrow();
    }

    Deployment pass(Boarding boarding) {
        return ledger.record(boarding, List.of(), onwards(boarding));
    }

    static Course onwards(Boarding boarding) {
        return new Course(boarding.deployment().plan(), "");
    }

    Deployment deployment(String id) {
        return ledger.find(id).orElseThrow();
    }

    List<Event> events() {
        return outbox.unpublished("node", 100);
    }

    List<Event.Type> eventTypes() {
        return events().stream().map(Event::type).toList();
    }

    /** The only event of that type. */
    Event event(Event.Type type) {
        List<Event> found =
                events().stream().filter(event -> event.type() == type).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " events of type " + type + ": " + found);
        }
        return found.get(0);
    }

    static Result result(String server) {
        return new Result(
                0, Stage.FETCH, server, "fetch", Outcome.ok("trikk:bytes=17\n", Duration.ofMillis(12)), START);
    }
}
