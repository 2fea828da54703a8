package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Train;
import dev.trikk.ledger.TrainVerdict;
import dev.trikk.request.RequestFormat.LeftOut;
import dev.trikk.request.TrainRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The rows of trains. */
final class TrainTable {
    private TrainTable() {}

    /** Whether it was inserted: not if the request is a train already. */
    static boolean insert(Handle handle, long number, TrainRequest request, List<LeftOut> leftOut, Instant now) {
        return handle.createUpdate(
                                "insert into train (id, number, request_id, environment, requested_by, caller, comment,"
                                        + " left_out, accepted_at, reason) values (:id, :number, :requestId, :environment,"
                                        + " :requestedBy, :caller, :comment, :leftOut, :now, '') on conflict do nothing")
                        .bind("id", id(number))
                        .bind("number", number)
                        .bind("requestId", request.id())
                        .bind("environment", request.environment())
                        .bind("requestedBy", request.requestedBy().orElse(null))
                        .bind("caller", request.caller().orElse(null))
                        .bind("comment", request.comment().orElse(null))
                        .bind("leftOut", LedgerJson.write(leftOut))
                        .bind("now", now)
                        .execute()
                == 1;
    }

    static String id(long number) {
        return "train-" + number;
    }

    static Optional<Train> byId(Handle handle, String id) {
        return one(handle, "id", id);
    }

    static Optional<Train> byRequest(Handle handle, String requestId) {
        return one(handle, "request_id", requestId);
    }

    private static Optional<Train> one(Handle handle, String column, String value) {
        return handle.createQuery("select * from train where " + column + " = :value")
                .bind("value", value)
                .map((row, context) -> train(handle, row))
                .findOne();
    }

    static List<Train> newest(Handle handle, int limit, Optional<String> before) {
        String older = before.isPresent() ? " where number < (select number from train where id = :before)" : "";
        return handle.createQuery("select * from train" + older + " order by number desc limit :limit")
                .bind("before", before.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> train(handle, row))
                .list();
    }

    static boolean approve(Handle handle, String id, String by) {
        handle.execute("update train set approved_by = ? where id = ? and approved_by is null", by, id);
        return byId(handle, id).filter(train -> train.endedAt().isEmpty()).isPresent();
    }

    /** Ends a train whose deployments are all over, and tells it. Until this transaction ends nobody else looks. */
    static void closeIfOver(Handle handle, String id, Instant now) {
        handle.createQuery("select id from train where id = :id for update")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
        Train train = byId(handle, id).orElseThrow();
        if (train.endedAt().isPresent() || isUnderWay(handle, id)) {
            return;
        }
        TrainVerdict verdict = TrainVerdict.of(endings(handle, id));
        handle.execute(
                "update train set ended_at = ?, ending = ?, reason = ? where id = ?",
                now,
                verdict.ending().name(),
                verdict.reason(),
                id);
        EventTable.append(
                handle, new Event(id + "/ended", Event.Type.TRAIN_ENDED, Optional.empty(), now, data(train, verdict)));
    }

    private static boolean isUnderWay(Handle handle, String id) {
        return handle.createQuery("select count(*) from deployment where train = :id and state <> 'ENDED'")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static List<Ending> endings(Handle handle, String id) {
        return handle.createQuery("select ending from deployment where train = :id order by number")
                .bind("id", id)
                .mapTo(String.class)
                .map(Ending::valueOf)
                .list();
    }

    private static Map<String, String> data(Train train, TrainVerdict verdict) {
        Map<String, String> data = new TreeMap<>();
        data.put("train", train.id());
        data.put("requestId", train.requestId());
        data.put("environment", train.environment());
        train.requestedBy().ifPresent(who -> data.put("requestedBy", who));
        data.put("ending", verdict.ending().name());
        data.put("reason", verdict.reason());
        return data;
    }

    private static Train train(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Train(
                id,
                row.getString("request_id"),
                row.getString("environment"),
                Optional.ofNullable(row.getString("requested_by")),
                Optional.ofNullable(row.getString("caller")),
                Optional.ofNullable(row.getString("comment")),
                LedgerJson.readLeftOut(row.getString("left_out")),
                Optional.ofNullable(row.getString("approved_by")),
                row.getTimestamp("accepted_at").toInstant(),
                Rows.instant(row, "ended_at"),
                Optional.ofNullable(row.getString("ending")).map(Ending::valueOf),
                row.getString("reason"),
                handle.createQuery("select id from deployment where train = :id order by number")
                        .bind("id", id)
                        .mapTo(String.class)
                        .list());
    }
}
