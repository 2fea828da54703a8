package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Alarms;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The alarms, beside the ledger. */
public final class JdbiAlarms implements Alarms {
    private final Transactions transactions;
    private final Clock clock;

    /**
     * Alarms in the ledger's database, which the caller closes.
     *
     * @param told as {@link JdbiLedger}
     */
    public JdbiAlarms(LedgerDatabase database, Clock clock, Runnable told) {
        this.transactions = new Transactions(database, told);
        this.clock = clock;
    }

    @Override
    public boolean raise(Alarm.Kind kind, String key, Optional<String> deployment, String text) {
        return transactions.telling(handle -> {
            Instant now = clock.instant();
            int raised = handle.createUpdate("insert into alarm (name, kind, deployment, text, since)"
                            + " values (:name, :kind, :deployment, :text, :since) on conflict do nothing")
                    .bind("name", key)
                    .bind("kind", kind.name())
                    .bind("deployment", deployment.orElse(null))
                    .bind("text", text)
                    .bind("since", now)
                    .execute();
            if (raised == 1) {
                tell(handle, Event.Type.ALARM, new Alarm(key, kind, deployment, text, now), text);
            }
            return raised == 1;
        });
    }

    @Override
    public boolean clear(String key, String text) {
        return transactions.telling(handle -> {
            Optional<Alarm> alarm = handle.createQuery("select * from alarm where name = :name for update")
                    .bind("name", key)
                    .map((row, context) -> Rows.alarm(row))
                    .findOne();
            alarm.ifPresent(open -> {
                handle.execute("delete from alarm where name = ?", key);
                tell(handle, Event.Type.ALL_CLEAR, open, text);
            });
            return alarm.isPresent();
        });
    }

    @Override
    public List<Alarm> open() {
        return transactions.in(handle -> handle.createQuery("select * from alarm order by since, name")
                .map((row, context) -> Rows.alarm(row))
                .list());
    }

    /** An alarm that is raised again later is another event. */
    private void tell(Handle handle, Event.Type type, Alarm alarm, String text) {
        String id = "alarm/" + alarm.key() + "/" + alarm.since().toEpochMilli() + "/" + type;
        Map<String, String> data =
                Map.of("alarm", alarm.key(), "kind", alarm.kind().name(), "text", text);
        EventTable.append(handle, new Event(id, type, alarm.deployment(), clock.instant(), data));
    }
}
