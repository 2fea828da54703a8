package dev.trikk.ledger.jdbi;

import dev.trikk.ledger.Result;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What was done on every server. */
final class ResultTable {
    private ResultTable() {}

    static void append(Handle handle, String deployment, List<Result> results) {
        if (results.isEmpty()) {
            return;
        }
        int number = handle.createQuery("select coalesce(max(number), 0) from result where deployment = :id")
                .bind("id", deployment)
                .mapTo(Integer.class)
                .one();
        PreparedBatch batch = handle.prepareBatch("insert into result (deployment, number, step, stage, server, action,"
                + " status, exit_code, stdout, stderr, millis, started_at) values (:deployment, :number, :step, :stage,"
                + " :server, :action, :status, :exitCode, :stdout, :stderr, :millis, :startedAt)");
        for (Result result : results) {
            number++;
            batch.bind("deployment", deployment)
                    .bind("number", number)
                    .bind("step", result.step())
                    .bind("stage", result.stage().name())
                    .bind("server", result.server())
                    .bind("action", result.action())
                    .bind("status", result.outcome().status().name())
                    .bind("exitCode", result.outcome().exitCode())
                    .bind("stdout", Storable.text(result.outcome().stdout()))
                    .bind("stderr", Storable.text(result.outcome().stderr()))
                    .bind("millis", result.outcome().duration().toMillis())
                    .bind("startedAt", result.startedAt())
                    .add();
        }
        batch.execute();
    }

    static List<Result> of(Handle handle, String deployment) {
        return handle.createQuery("select * from result where deployment = :id order by number")
                .bind("id", deployment)
                .map((row, context) -> Rows.result(row))
                .list();
    }
}
