package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.request.DeployRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The ledger in a relational database. */
public final class JdbiLedger implements Ledger {
    private final Jdbi jdbi;
    private final Clock clock;
    private final Runnable told;

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
        this.jdbi = database.jdbi();
        this.clock = clock;
        this.told = told;
    }

    @Override
    public Deployment accept(DeployRequest request, Plan plan) {
        return telling(handle -> byRequest(handle, request.id()).orElseGet(() -> insert(handle, request, plan)));
    }

    private Deployment insert(Handle handle, DeployRequest request, Plan plan) {
        String application = plan.application().name();
        long number = handle.select("select nextval('deployment_number')")
                .mapTo(Long.class)
                .one();
        String id = application + "-" + number;
        handle.execute(
                "insert into lane (application, environment, fence) values (?, ?, 0) on conflict do nothing",
                application,
                plan.environment().name());
        int inserted = handle.createUpdate("insert into deployment (id, number, request_id, application, environment,"
                        + " format, request, plan, state, at_step, epoch, reason, accepted_at) values (:id, :number,"
                        + " :requestId, :application, :environment, :format, :request, :plan, 'WAITING', 0, 0,"
                        + " 'accepted', :now) on conflict do nothing")
                .bind("id", id)
                .bind("number", number)
                .bind("requestId", request.id())
                .bind("application", application)
                .bind("environment", plan.environment().name())
                .bind("format", Rows.FORMAT)
                .bind("request", LedgerJson.write(request))
                .bind("plan", LedgerJson.write(plan))
                .bind("now", clock.instant())
                .execute();
        if (inserted == 1) {
            tell(handle, Event.Type.ACCEPTED, id, "", EventData.of(request, plan));
        }
        return byRequest(handle, request.id()).orElseThrow();
    }

    @Override
    public void reject(String id, Map<String, String> particulars) {
        telling(handle -> {
            EventTable.append(
                    handle,
                    new Event(id + "/rejected", Event.Type.REJECTED, Optional.empty(), clock.instant(), particulars));
            return id;
        });
    }

    @Override
    public Optional<Deployment> find(String id) {
        return inTransaction(handle -> byId(handle, id));
    }

    @Override
    public Optional<Deployment> findByRequest(String requestId) {
        return inTransaction(handle -> byRequest(handle, requestId));
    }

    @Override
    public Deployment admit(String id) {
        return telling(handle -> {
            Deployment deployment = byId(handle, id).orElseThrow(() -> unknown(id));
            if (deployment.state() != Deployment.State.WAITING) {
                return deployment;
            }
            Optional<String> ahead = LaneTable.enter(handle, deployment);
            if (ahead.isPresent()) {
                handle.execute("update deployment set reason = ? where id = ?", "waits for " + ahead.get(), id);
            } else {
                handle.execute(
                        "update deployment set state = 'ACTIVE', reason = '', started_at = ? where id = ?",
                        clock.instant(),
                        id);
                tell(handle, Event.Type.STARTED, id, "", EventData.of(deployment.request(), deployment.plan()));
            }
            return byId(handle, id).orElseThrow();
        });
    }

    @Override
    public Optional<String> nextOf(Lane lane) {
        return inTransaction(handle -> LaneTable.next(handle, lane));
    }

    @Override
    public Optional<Boarding> board(String id, int step) {
        return inTransaction(handle -> byId(handle, id).flatMap(deployment -> {
            if (deployment.cursor() > step || deployment.state() == Deployment.State.ENDED) {
                return Optional.of(new Boarding(deployment, step, true));
            }
            if (deployment.state() != Deployment.State.ACTIVE || deployment.cursor() < step) {
                return Optional.empty();
            }
            long epoch = LaneTable.raiseFence(handle, deployment.lane(), clock.millis());
            // an earlier attempt may record the step until the row is locked here: then the step is passed after all
            int begun = handle.execute(
                    "update deployment set epoch = ? where id = ? and at_step = ? and state = 'ACTIVE'",
                    epoch,
                    id,
                    step);
            return byId(handle, id).map(now -> new Boarding(now, step, begun == 0));
        }));
    }

    @Override
    public Deployment record(Boarding boarding, List<Result> results, int cursor, String reason) {
        String id = boarding.deployment().id();
        return telling(handle -> {
            move(handle, boarding, "at_step = :cursor", cursor, reason);
            ResultTable.append(handle, id, results);
            tell(handle, Event.Type.STEPPED, id, "/" + boarding.step(), EventData.of(boarding, results));
            return byId(handle, id).orElseThrow();
        });
    }

    @Override
    public Deployment end(Boarding boarding, Deployment.Ending ending, String reason) {
        Deployment before = boarding.deployment();
        return telling(handle -> {
            Deployment now = byId(handle, before.id()).orElseThrow(() -> unknown(before.id()));
            if (now.state() == Deployment.State.ENDED) {
                return now;
            }
            move(handle, boarding, "state = 'ENDED', at_step = :cursor", boarding.step(), reason);
            handle.execute(
                    "update deployment set ending = ?, ended_at = ? where id = ?",
                    ending.name(),
                    clock.instant(),
                    before.id());
            LaneTable.leave(handle, before);
            tell(handle, Event.Type.ENDED, before.id(), "", EventData.of(before, ending, reason));
            return byId(handle, before.id()).orElseThrow();
        });
    }

    /** The compare-and-set that every move rests on: only the newest boarding of the step at hand may move it. */
    private static void move(Handle handle, Boarding boarding, String what, int cursor, String reason) {
        Deployment deployment = boarding.deployment();
        int moved = handle.createUpdate("update deployment set " + what + ", reason = :reason"
                        + " where id = :id and epoch = :epoch and at_step = :step and state = 'ACTIVE'")
                .bind("cursor", cursor)
                .bind("reason", reason)
                .bind("id", deployment.id())
                .bind("epoch", deployment.epoch())
                .bind("step", boarding.step())
                .execute();
        if (moved == 0) {
            throw new StaleEpoch(
                    deployment.id() + " step " + boarding.step() + " was begun again by another: nothing stored");
        }
    }

    @Override
    public List<Result> results(String id) {
        return inTransaction(handle -> ResultTable.of(handle, id));
    }

    @Override
    public void drained(Drained drained) {
        inTransaction(handle -> {
            remove(handle, drained.environment(), drained.pool(), drained.member());
            return handle.createUpdate("insert into drained (environment, pool, member, deployment, since, until)"
                            + " values (:environment, :pool, :member, :deployment, :since, :until)")
                    .bindMethods(drained)
                    .execute();
        });
    }

    @Override
    public void restored(String environment, String pool, String member) {
        inTransaction(handle -> remove(handle, environment, pool, member));
    }

    private static int remove(Handle handle, String environment, String pool, String member) {
        return handle.execute(
                "delete from drained where environment = ? and pool = ? and member = ?", environment, pool, member);
    }

    @Override
    public List<Drained> drained() {
        return inTransaction(handle -> handle.createQuery("select * from drained order by since")
                .map((row, context) -> Rows.drained(row))
                .list());
    }

    @Override
    public List<Event> unpublished(int limit) {
        return inTransaction(handle -> EventTable.unpublished(handle, limit));
    }

    @Override
    public void published(List<String> eventIds) {
        if (!eventIds.isEmpty()) {
            inTransaction(handle -> {
                EventTable.published(handle, eventIds);
                return eventIds;
            });
        }
    }

    private void tell(Handle handle, Event.Type type, String id, String suffix, Map<String, String> data) {
        String eventId = id + "/" + type.name().toLowerCase(Locale.ROOT) + suffix;
        EventTable.append(handle, new Event(eventId, type, Optional.of(id), clock.instant(), data));
    }

    private static Optional<Deployment> byId(Handle handle, String id) {
        return handle.createQuery("select * from deployment where id = :id")
                .bind("id", id)
                .map((row, context) -> Rows.deployment(row))
                .findOne();
    }

    private static Optional<Deployment> byRequest(Handle handle, String requestId) {
        return handle.createQuery("select * from deployment where request_id = :id")
                .bind("id", requestId)
                .map((row, context) -> Rows.deployment(row))
                .findOne();
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("the ledger has no deployment " + id);
    }

    private <T> T telling(Function<Handle, T> work) {
        T done = inTransaction(work);
        told.run();
        return done;
    }

    private <T> T inTransaction(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw new LedgerUnavailable("the ledger did not answer: " + e.getMessage(), e);
        }
    }
}
