package dev.trikk.ledger.jdbi;

import dev.trikk.event.Event;
import dev.trikk.ledger.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The events, beside the ledger. */
public final class JdbiOutbox implements Outbox {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Clock clock;

    /** Events in the ledger's database, which the caller closes. */
    public JdbiOutbox(LedgerDatabase database, Clock clock) {
        this.transactions = new Transactions(database, () -> {});
        this.clock = clock;
    }

    @Override
    public List<Event> unpublished(String node, int limit) {
        return transactions.in(handle -> {
            Instant now = clock.instant();
            int ours = handle.execute(
                    "update publisher set node = ?, until = ? where node = ? or until < ?",
                    node,
                    now.plus(LEASE),
                    node,
                    now);
            return ours == 1 ? EventTable.unpublished(handle, limit) : List.of();
        });
    }

    @Override
    public void published(List<String> eventIds) {
        if (!eventIds.isEmpty()) {
            transactions.in(handle -> {
                EventTable.published(handle, eventIds);
                return eventIds;
            });
        }
    }

    @Override
    public void forget(Instant before) {
        transactions.in(handle -> handle.execute("delete from event where published and at < ?", before)
                + handle.execute("delete from told where at < ?", before));
    }

    @Override
    public boolean isTold(String notifier, String eventId) {
        return transactions.in(
                handle -> handle.createQuery("select count(*) from told where notifier = :notifier and event = :event")
                                .bind("notifier", notifier)
                                .bind("event", eventId)
                                .mapTo(Integer.class)
                                .one()
                        == 1);
    }

    @Override
    public void told(String notifier, String eventId) {
        transactions.in(handle -> handle.execute(
                "insert into told (notifier, event, at) values (?, ?, ?) on conflict do nothing",
                notifier,
                eventId,
                clock.instant()));
    }
}
