package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Admission;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The ledger in a relational database. */
public final class JdbiLedger extends JdbiTrains implements Ledger {
    /** A ledger in that database, which the caller closes. */
    public JdbiLedger(LedgerDatabase database, Clock clock) {
        this(database, clock, () -> {});
    }

    /**
     * A ledger that says when it has news.
     *
     * @param told run after each commit that may have left events to publish, by the thread that wrote them; must neither
     *     block nor fail
     */
    public JdbiLedger(LedgerDatabase database, Clock clock, Runnable told) {
        super(new Transactions(database, told), clock);
    }

    @Override
    public Deployment accept(DeployRequest request, Plan plan) {
        return transactions.telling(
                handle -> DeploymentTable.byRequest(handle, request.id()).orElseGet(() -> {
                    Acceptance acceptance = new Acceptance(handle, clock);
                    Deployment accepted = acceptance.insert(request, plan, Optional.empty());
                    acceptance.close();
                    return accepted;
                }));
    }

    @Override
    public void reject(String id, Map<String, String> particulars) {
        transactions.telling(handle -> {
            EventTable.append(
                    handle,
                    new Event(id + "/rejected", Event.Type.REJECTED, Optional.empty(), clock.instant(), particulars));
            return id;
        });
    }

    @Override
    public Optional<Deployment> find(String id) {
        return transactions.in(handle -> DeploymentTable.byId(handle, id));
    }

    @Override
    public Optional<Deployment> findByRequest(String requestId) {
        return transactions.in(handle -> DeploymentTable.byRequest(handle, requestId));
    }

    @Override
    public Deployment admit(String id, Admission admission) {
        return transactions.telling(handle -> {
            LaneTable.lock(handle, DeploymentTable.lane(handle, id));
            Deployment deployment = DeploymentTable.known(handle, id);
            if (deployment.state() != State.WAITING) {
                return deployment;
            }
            Optional<String> reason = LaneTable.ahead(handle, deployment)
                    .map(ahead -> "waits for " + ahead)
                    .or(() -> Admission.frozen(admission.closed()))
                    .or(() -> GateTable.full(handle, deployment, admission));
            if (reason.isPresent()) {
                DeploymentTable.waits(handle, id, reason.get());
            } else {
                LaneTable.enter(handle, deployment);
                DeploymentTable.start(handle, id, clock.instant());
                tell(handle, Event.Type.STARTED, id, "", EventData.of(deployment));
            }
            return DeploymentTable.known(handle, id);
        });
    }

    @Override
    public Map<Lane, String> lanes() {
        return transactions.in(LaneTable::active);
    }

    @Override
    public boolean free(Lane lane, String deployment) {
        return transactions.in(handle -> LaneTable.free(handle, lane, deployment));
    }

    @Override
    public Optional<String> nextOf(Lane lane) {
        return transactions.in(handle -> LaneTable.next(handle, lane));
    }

    @Override
    public Optional<String> nextIn(String environment) {
        return transactions.in(handle -> LaneTable.nextIn(handle, environment));
    }

    @Override
    public Optional<Boarding> board(String id, int step, boolean again) {
        return transactions.in(handle ->
                DeploymentTable.byId(handle, id).flatMap(found -> board(handle, found.lane(), id, step, again)));
    }

    private Optional<Boarding> board(Handle handle, Lane lane, String id, int step, boolean again) {
        long fence = LaneTable.lock(handle, lane);
        // an attempt that is just being recorded must be seen: a message that is neither for this step nor for the next
        // is dropped
        Deployment deployment = DeploymentTable.locked(handle, id);
        if (deployment.state() == State.ENDED) {
            return Optional.of(new Boarding(deployment, step, true))
                    .filter(any -> step == deployment.plan().finish());
        }
        // several steps ahead of its message: others have taken the deployment along
        if (deployment.state() == State.ACTIVE && deployment.cursor() > step) {
            return Optional.of(new Boarding(deployment, step, true))
                    .filter(any -> !DeploymentTable.isBoarded(handle, id));
        }
        return begin(handle, deployment, step, again, fence);
    }

    private Optional<Boarding> begin(Handle handle, Deployment deployment, int step, boolean again, long fence) {
        long epoch = Math.max(clock.millis(), fence + 1);
        boolean begun = DeploymentTable.begin(handle, deployment.id(), step, epoch, again, clock.instant());
        return begun ? Optional.of(DeploymentTable.begun(handle, deployment, step, epoch)) : Optional.empty();
    }

    @Override
    public boolean replan(String id, int step, Plan plan) {
        return transactions.in(handle -> DeploymentTable.replan(handle, id, step, plan));
    }

    @Override
    public Deployment record(Boarding boarding, List<Result> results, Course course) {
        String id = boarding.deployment().id();
        return transactions.telling(handle -> {
            DeploymentTable.move(
                    handle,
                    boarding,
                    "held_until = null",
                    boarding.step() + 1,
                    course.plan(),
                    course.reason(),
                    clock.instant());
            ResultTable.append(handle, id, results);
            tell(handle, Event.Type.STEPPED, id, "/" + boarding.step(), EventData.of(boarding, results));
            return DeploymentTable.known(handle, id);
        });
    }

    @Override
    public Deployment hold(Boarding boarding, Optional<Instant> until, String reason) {
        Deployment before = boarding.deployment();
        return transactions.telling(handle -> {
            DeploymentTable.move(
                    handle, boarding, "state = 'HELD'", boarding.step(), before.plan(), reason, clock.instant());
            handle.execute(
                    "update deployment set held_until = ?, wish = case when wish = 'HOLD' then null else wish end"
                            + " where id = ?",
                    until.orElse(null),
                    before.id());
            held(handle, before, boarding.step(), until, reason);
            return DeploymentTable.known(handle, before.id());
        });
    }

    private void held(Handle handle, Deployment deployment, int step, Optional<Instant> until, String reason) {
        Map<String, String> data = new TreeMap<>(EventData.of(deployment));
        data.put("reason", reason);
        until.ifPresent(end -> data.put("until", end.toString()));
        if (step == 0) {
            data.put("approval", deployment.train().orElse(deployment.id()));
        }
        if (step == 0 && deployment.train().isPresent()) {
            // one for the whole train, of whichever deployment is the first: who adds the same event again adds none
            EventTable.append(
                    handle,
                    new Event(
                            deployment.train().get() + "/held",
                            Event.Type.HELD,
                            Optional.of(deployment.id()),
                            clock.instant(),
                            data));
        } else {
            tell(handle, Event.Type.HELD, deployment.id(), "/" + step, data);
        }
    }

    @Override
    public void brokeOff(Boarding boarding, String waitsFor) {
        transactions.in(handle -> {
            DeploymentTable.brokeOff(handle, boarding, waitsFor, clock.instant());
            return waitsFor;
        });
    }

    @Override
    public boolean park(String id, int step, String reason) {
        return transactions.in(handle -> DeploymentTable.park(handle, id, step, reason, clock.instant()));
    }

    @Override
    public Deployment resume(String id, Plan plan, int cursor, String reason) {
        return transactions.in(handle -> {
            DeploymentTable.resume(handle, id, plan, cursor, reason, clock.instant());
            return DeploymentTable.known(handle, id);
        });
    }

    @Override
    public boolean wish(String id, Wish wish) {
        return transactions.in(handle -> handle.execute(
                        "update deployment set wish = ?, wished_by = ? where id = ? and state in ('ACTIVE', 'HELD')",
                        wish.kind().name(),
                        wish.by(),
                        id)
                == 1);
    }

    @Override
    public boolean cancelWaiting(String id, String reason) {
        return transactions.telling(handle -> {
            // who is about to be admitted is either first here or there
            LaneTable.lock(handle, DeploymentTable.known(handle, id).lane());
            Endings endings = new Endings(handle, clock);
            boolean waited = endings.cancelWaiting(id, reason);
            endings.closeTrains();
            return waited;
        });
    }

    @Override
    public Deployment end(Boarding boarding, Ending ending, String reason) {
        Deployment before = boarding.deployment();
        return transactions.telling(handle -> {
            LaneTable.lock(handle, before.lane());
            Deployment now = DeploymentTable.known(handle, before.id());
            if (now.state() == State.ENDED) {
                return now;
            }
            DeploymentTable.move(
                    handle, boarding, "state = 'ENDED'", boarding.step(), now.plan(), reason, clock.instant());
            handle.execute(
                    "update deployment set ending = ?, ended_at = ? where id = ?",
                    ending.name(),
                    clock.instant(),
                    before.id());
            LaneTable.leave(handle, before);
            Endings endings = new Endings(handle, clock);
            endings.tell(before, ending, reason);
            endings.closeTrains();
            return DeploymentTable.known(handle, before.id());
        });
    }

    @Override
    public List<Deployment> ahead(Deployment deployment, int limit) {
        return transactions.in(handle -> DeploymentTable.ahead(handle, deployment, limit));
    }

    @Override
    public List<Deployment> underWay() {
        return transactions.in(DeploymentTable::underWay);
    }

    @Override
    public List<Deployment> history(Lane lane, int limit) {
        return transactions.in(handle -> DeploymentTable.history(handle, lane, limit));
    }

    @Override
    public List<Deployment> ended(Instant from, Instant to) {
        return transactions.in(handle -> DeploymentTable.ended(handle, from, to));
    }

    @Override
    public List<Result> results(String id) {
        return transactions.in(handle -> ResultTable.of(handle, id));
    }

    private void tell(Handle handle, Event.Type type, String id, String suffix, Map<String, String> data) {
        EventTable.tell(handle, clock.instant(), type, id, suffix, data);
    }
}
