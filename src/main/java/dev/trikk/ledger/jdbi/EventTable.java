package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The events, kept in the transaction of what they tell about until they are published. */
final class EventTable {
    private EventTable() {}

    static void append(Handle handle, Event event) {
        handle.createUpdate("insert into event (id, type, deployment, at, data, request_id, published)"
                        + " values (:id, :type, :deployment, :at, :data, :request, false) on conflict do nothing")
                .bind("id", event.id())
                .bind("type", event.type().name())
                .bind("deployment", event.deployment().orElse(null))
                .bind("at", event.at())
                .bind("data", LedgerJson.write(event.data()))
                .bind("request", event.data().get("requestId"))
                .execute();
    }

    /** What happened to a deployment; of one kind and suffix it happens once. */
    static void tell(
            Handle handle, Instant now, Event.Type type, String deployment, String suffix, Map<String, String> data) {
        String id = deployment + "/" + type.name().toLowerCase(Locale.ROOT) + suffix;
        append(handle, new Event(id, type, Optional.of(deployment), now, data));
    }

    static List<Event> unpublished(Handle handle, int limit) {
        return handle.createQuery("select * from event where not published order by number limit :limit")
                .bind("limit", limit)
                .map((row, context) -> Rows.event(row))
                .list();
    }

    static void published(Handle handle, List<String> ids) {
        handle.createUpdate("update event set published = true where id in (<ids>)")
                .bindList("ids", ids)
                .execute();
    }
}
