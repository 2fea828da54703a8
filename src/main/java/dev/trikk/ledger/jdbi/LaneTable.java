package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Lane;
import dev.trikk.request.DeployRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The lanes: who is active in each, and the highest epoch ever given out in it. */
final class LaneTable {
    private LaneTable() {}

    static void open(Handle handle, Lane lane) {
        handle.execute(
                "insert into lane (application, environment, fence) values (?, ?, 0) on conflict do nothing",
                lane.application(),
                lane.environment());
    }

    /** Locks the lane before anything of it is changed, so that nobody waits crosswise; gives the highest epoch so far. */
    static long lock(Handle handle, Lane lane) {
        return handle.createQuery(
                        "select fence from lane where application = :application and environment = :environment for update")
                .bindMethods(lane)
                .mapTo(Long.class)
                .one();
    }

    /** Which one is ahead of a deployment in its lane, which is locked. */
    static Optional<String> ahead(Handle handle, Deployment deployment) {
        Lane lane = deployment.lane();
        Optional<String> active = handle.createQuery(
                        "select active from lane where application = :application and environment = :environment")
                .bindMethods(lane)
                .mapTo(String.class)
                .findOne();
        return active.or(() -> longestWaiting(handle, lane).filter(id -> !id.equals(deployment.id())));
    }

    /** Takes the lane, which is locked and free, for a deployment. */
    static void enter(Handle handle, Deployment deployment) {
        handle.createUpdate(
                        "update lane set active = :id where application = :application and environment = :environment")
                .bind("id", deployment.id())
                .bindMethods(deployment.lane())
                .execute();
    }

    static Optional<String> nextIn(Handle handle, String environment) {
        return handle.createQuery("select d.id from lane l join deployment d on d.application = l.application"
                        + " and d.environment = l.environment where l.environment = :environment and l.active is null"
                        + " and d.state = 'WAITING' order by d.number limit 1")
                .bind("environment", environment)
                .mapTo(String.class)
                .findOne();
    }

    static void leave(Handle handle, Deployment deployment) {
        handle.createUpdate("update lane set active = null"
                        + " where application = :application and environment = :environment and active = :id")
                .bind("id", deployment.id())
                .bindMethods(deployment.lane())
                .execute();
    }

    static Map<Lane, String> active(Handle handle) {
        Map<Lane, String> active = new HashMap<>();
        handle.createQuery("select application, environment, active from lane where active is not null")
                .map((row, context) -> active.put(
                        new Lane(row.getString("application"), row.getString("environment")), row.getString("active")))
                .list();
        return active;
    }

    /** Whether the lane was held by a deployment that is over or unknown. */
    static boolean free(Handle handle, Lane lane, String deployment) {
        return handle.createUpdate(
                                "update lane set active = null where application = :application"
                                        + " and environment = :environment and active = :id"
                                        + " and not exists (select 1 from deployment d where d.id = :id and d.state <> 'ENDED')")
                        .bindMethods(lane)
                        .bind("id", deployment)
                        .execute()
                == 1;
    }

    static Optional<String> next(Handle handle, Lane lane) {
        boolean free = handle.createQuery("select count(*) from lane"
                                + " where application = :application and environment = :environment and active is null")
                        .bindMethods(lane)
                        .mapTo(Integer.class)
                        .one()
                > 0;
        return free ? longestWaiting(handle, lane) : Optional.empty();
    }

    /**
     * The highest epoch ever given out in the lane. It starts from the clock, so that it also rises when the ledger is lost
     * and begun anew while the servers still remember the old one.
     */
    static void fence(Handle handle, Lane lane, long epoch) {
        handle.createUpdate(
                        "update lane set fence = :fence where application = :application and environment = :environment")
                .bind("fence", epoch)
                .bindMethods(lane)
                .execute();
    }

    /** Deployments that wait in the lane and are older than that number, but for what was asked for to mend something. */
    static List<String> superseded(Handle handle, Lane lane, long number) {
        return handle
                .createQuery("select * from deployment where application = :application"
                        + " and environment = :environment and state = 'WAITING' and number < :number order by number")
                .bindMethods(lane)
                .bind("number", number)
                .map((row, context) -> Rows.deployment(row))
                .list()
                .stream()
                .filter(older -> older.request().kind() == DeployRequest.Kind.DEPLOY)
                .map(Deployment::id)
                .toList();
    }

    /** The order is that of an index, so that one row is read, however many wait. */
    private static Optional<String> longestWaiting(Handle handle, Lane lane) {
        return handle.createQuery("select id from deployment where application = :application"
                        + " and environment = :environment and state = 'WAITING'"
                        + " order by application, environment, state, number limit 1")
                .bindMethods(lane)
                .mapTo(String.class)
                .findOne();
    }
}
