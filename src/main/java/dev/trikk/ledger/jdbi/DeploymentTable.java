package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import dev.trikk.request.DeployRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The rows of deployments, and the compare-and-sets that move them. */
final class DeploymentTable {
    private DeploymentTable() {}

    static Optional<Deployment> byId(Handle handle, String id) {
        return handle.createQuery("select * from deployment where id = :id")
                .bind("id", id)
                .map((row, context) -> Rows.deployment(row))
                .findOne();
    }

    static Deployment known(Handle handle, String id) {
        return byId(handle, id).orElseThrow(() -> unknown(id));
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("the ledger has no deployment " + id);
    }

    /** In which lane it is, which never changes. */
    static Lane lane(Handle handle, String id) {
        return handle.createQuery("select application, environment from deployment where id = :id")
                .bind("id", id)
                .map((row, context) -> new Lane(row.getString("application"), row.getString("environment")))
                .findOne()
                .orElseThrow(() -> unknown(id));
    }

    /** As it is when whoever is changing it has committed. Nobody else changes it before this transaction ends. */
    static Deployment locked(Handle handle, String id) {
        return handle.createQuery("select * from deployment where id = :id for update")
                .bind("id", id)
                .map((row, context) -> Rows.deployment(row))
                .findOne()
                .orElseThrow(() -> unknown(id));
    }

    static Optional<Deployment> byRequest(Handle handle, String requestId) {
        return handle.createQuery("select * from deployment where request_id = :id")
                .bind("id", requestId)
                .map((row, context) -> Rows.deployment(row))
                .findOne();
    }

    static List<Deployment> ahead(Handle handle, Deployment deployment, int limit) {
        return handle.createQuery("select * from deployment where application = :application"
                        + " and environment = :environment and state <> 'ENDED'"
                        + " and number < (select number from deployment where id = :id) order by number limit :limit")
                .bindMethods(deployment.lane())
                .bind("id", deployment.id())
                .bind("limit", limit)
                .map((row, context) -> Rows.deployment(row))
                .list();
    }

    /** The order of the inner query is that of an index: it reads one row of each lane, however many wait. */
    static List<Deployment> underWay(Handle handle) {
        return handle.createQuery("select * from deployment where state in ('ACTIVE', 'HELD') union all"
                        + " select d.* from deployment d join (select (select w.id from deployment w"
                        + " where w.application = l.application and w.environment = l.environment and w.state = 'WAITING'"
                        + " order by w.application, w.environment, w.state, w.number limit 1) as id from lane l) longest"
                        + " on longest.id = d.id order by number")
                .map((row, context) -> Rows.deployment(row))
                .list();
    }

    static List<Deployment> history(Handle handle, Lane lane, int limit) {
        return handle.createQuery("select * from deployment where application = :application"
                        + " and environment = :environment and state = 'ENDED' order by number desc limit :limit")
                .bindMethods(lane)
                .bind("limit", limit)
                .map((row, context) -> Rows.deployment(row))
                .list();
    }

    static List<Deployment> ended(Handle handle, Instant from, Instant to) {
        return handle.createQuery("select * from deployment where ended_at >= :from and ended_at < :to"
                        + " order by ended_at, number limit 1000")
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> Rows.deployment(row))
                .list();
    }

    /** Whether it was inserted: not if the request is a deployment already. */
    static boolean insert(
            Handle handle,
            String id,
            long number,
            DeployRequest request,
            Plan plan,
            Optional<String> train,
            Instant now) {
        Update insert = handle.createUpdate("insert into deployment (id, number, request_id, application, environment,"
                        + " format, request, plan, state, at_step, epoch, reason, accepted_at, moved_at, pool, at_stage,"
                        + " at_pairs, train) values (:id, :number, :requestId, :application, :environment, :format, :request,"
                        + " :plan, 'WAITING', 0, 0, 'accepted', :now, :now, :pool, :stage, :pairs, :train)"
                        + " on conflict do nothing")
                .bind("id", id)
                .bind("number", number)
                .bind("requestId", request.id())
                .bind("application", plan.application().name())
                .bind("environment", plan.environment().name())
                .bind("format", Rows.FORMAT)
                .bind("request", LedgerJson.write(request))
                .bind("pool", plan.placement().pool())
                .bind("train", train.orElse(null))
                .bind("now", now);
        return bindPlace(insert, plan, 0).execute() == 1;
    }

    static List<Deployment> ofTrain(Handle handle, String train) {
        return handle.createQuery("select * from deployment where train = :train order by number")
                .bind("train", train)
                .map((row, context) -> Rows.deployment(row))
                .list();
    }

    static void start(Handle handle, String id, Instant now) {
        handle.execute(
                "update deployment set state = 'ACTIVE', reason = '', started_at = ?, moved_at = ? where id = ?",
                now,
                now,
                id);
    }

    static void waits(Handle handle, String id, String reason) {
        handle.execute("update deployment set reason = ? where id = ? and state = 'WAITING'", reason, id);
    }

    static boolean cancelWaiting(Handle handle, String id, String reason, Instant now) {
        return handle.execute(
                        "update deployment set state = 'ENDED', ending = 'CANCELLED', reason = ?, moved_at = ?, ended_at = ?"
                                + " where id = ? and state = 'WAITING'",
                        reason,
                        now,
                        now,
                        id)
                == 1;
    }

    /** Whether the step could be begun with that epoch. */
    static boolean begin(Handle handle, String id, int step, long epoch, boolean again, Instant now) {
        return handle.createUpdate(
                                "update deployment set epoch = :epoch, boarded = true, moved_at = :now"
                                        + " where id = :id and at_step = :step and state = 'ACTIVE' and (:again or not boarded)")
                        .bind("epoch", epoch)
                        .bind("now", now)
                        .bind("id", id)
                        .bind("step", step)
                        .bind("again", again)
                        .execute()
                == 1;
    }

    /** Takes a step over without beginning it on behalf of its message, which may begin it yet. */
    static boolean overtake(Handle handle, String id, int step, long epoch, Instant now) {
        return handle.execute(
                        "update deployment set epoch = ?, boarded = false, moved_at = ?"
                                + " where id = ? and at_step = ? and state = 'ACTIVE'",
                        epoch,
                        now,
                        id,
                        step)
                == 1;
    }

    /** What whoever has begun or taken over a step holds in hand. Its epoch is the highest of the lane from now on. */
    static Boarding begun(Handle handle, Deployment deployment, int step, long epoch) {
        LaneTable.fence(handle, deployment.lane(), epoch);
        return new Boarding(known(handle, deployment.id()), step, false);
    }

    static boolean isBoarded(Handle handle, String id) {
        return handle.createQuery("select boarded from deployment where id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whoever took the deployment along on its old plan is fenced. */
    static boolean replan(Handle handle, String id, int step, Plan plan) {
        Update update = handle.createUpdate(
                        "update deployment set epoch = epoch + 1, format = :format, plan = :plan,"
                                + " at_stage = :stage, at_pairs = :pairs where id = :id and at_step = :step and state = 'ACTIVE' and not boarded")
                .bind("format", Rows.FORMAT)
                .bind("id", id)
                .bind("step", step);
        return bindPlace(update, plan, step).execute() == 1;
    }

    /**
     * The compare-and-set that every move rests on: only the newest boarding of the step at hand may move it.
     *
     * @param change what changes besides reason, plan, place and time
     */
    static void move(
            Handle handle, Boarding boarding, String change, int cursor, Plan plan, String reason, Instant now) {
        Deployment deployment = boarding.deployment();
        Update update = handle.createUpdate(
                        "update deployment set " + change + ", boarded = false, waits_for = '', at_step = :cursor,"
                                + " format = :format, plan = :plan, at_stage = :stage, at_pairs = :pairs, reason = :reason,"
                                + " moved_at = :now where id = :id and epoch = :epoch and at_step = :step and state = 'ACTIVE'")
                .bind("format", Rows.FORMAT)
                .bind("cursor", cursor)
                .bind("reason", reason)
                .bind("now", now)
                .bind("id", deployment.id())
                .bind("epoch", deployment.epoch())
                .bind("step", boarding.step());
        if (bindPlace(update, plan, cursor).execute() == 0) {
            throw stale(boarding);
        }
    }

    /** @throws StaleEpoch when another has begun the step since; until this transaction ends nobody can */
    static void requireNewest(Handle handle, Boarding boarding) {
        Deployment now = locked(handle, boarding.deployment().id());
        if (now.epoch() != boarding.deployment().epoch() || now.cursor() != boarding.step()) {
            throw stale(boarding);
        }
    }

    private static StaleEpoch stale(Boarding boarding) {
        return new StaleEpoch(boarding.deployment().id() + " step " + boarding.step()
                + " was begun again by another: this attempt leaves it alone");
    }

    static void brokeOff(Handle handle, Boarding boarding, String waitsFor, Instant now) {
        handle.execute(
                "update deployment set boarded = false, waits_for = ?, moved_at = ?"
                        + " where id = ? and epoch = ? and at_step = ? and state = 'ACTIVE'",
                waitsFor,
                now,
                boarding.deployment().id(),
                boarding.deployment().epoch(),
                boarding.step());
    }

    static boolean park(Handle handle, String id, int step, String reason, Instant now) {
        return handle.execute(
                        "update deployment set state = 'HELD', boarded = false, waits_for = '', reason = ?, moved_at = ?"
                                + " where id = ? and at_step = ? and state = 'ACTIVE'",
                        reason,
                        now,
                        id,
                        step)
                == 1;
    }

    static boolean resume(Handle handle, String id, Plan plan, int cursor, String reason, Instant now) {
        Update update = handle.createUpdate(
                        "update deployment set state = 'ACTIVE', held_until = null, boarded = false,"
                                + " at_step = :cursor, format = :format, plan = :plan, at_stage = :stage, at_pairs = :pairs,"
                                + " reason = :reason, moved_at = :now where id = :id and state = 'HELD'"
                                + " and at_step between :cursor - 1 and :cursor")
                .bind("format", Rows.FORMAT)
                .bind("cursor", cursor)
                .bind("reason", reason)
                .bind("now", now)
                .bind("id", id);
        return bindPlace(update, plan, cursor).execute() == 1;
    }

    private static Update bindPlace(Update update, Plan plan, int cursor) {
        Step step = plan.steps().get(cursor);
        return update.bind("plan", LedgerJson.write(plan))
                .bind("stage", step.stage().name())
                .bind("pairs", pairs(step));
    }

    static String pairs(Step step) {
        return String.join(",", step.pairs());
    }
}
