package dev.trikk.operate.micrometer;

import dev.trikk.event.Event;
import dev.trikk.ledger.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what has happened when it leaves the ledger. Of several nodes only the one that publishes counts it, so that the sum over
 * all nodes is right.
 */
public final class CountedOutbox implements Outbox {
    private final Outbox outbox;
    private final MeterRegistry meters;
    /** Those that this node publishes just now. */
    private final Map<String, Event> taken = new ConcurrentHashMap<>();

    /** Counts in front of that outbox. */
    public CountedOutbox(Outbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        this.meters = meters;
        List.of("accepted", "rejected").forEach(outcome -> meters.counter("trikk.requests", "outcome", outcome));
    }

    @Override
    public List<Event> unpublished(String node, int limit) {
        List<Event> events = outbox.unpublished(node, limit);
        taken.clear();
        events.forEach(event -> taken.put(event.id(), event));
        return events;
    }

    @Override
    public void published(List<String> eventIds) {
        outbox.published(eventIds);
        eventIds.stream().map(taken::remove).filter(event -> event != null).forEach(this::count);
    }

    private void count(Event event) {
        Map<String, String> data = event.data();
        switch (event.type()) {
            case ACCEPTED ->
                meters.counter("trikk.requests", "outcome", "accepted").increment();
            case REJECTED ->
                meters.counter("trikk.requests", "outcome", "rejected").increment();
            case ALARM ->
                meters.counter("trikk.alarms", "kind", data.getOrDefault("kind", ""))
                        .increment();
            case STEPPED -> step(event);
            case ENDED ->
                meters.counter(
                                "trikk.deployments.ended",
                                Tags.of(
                                        "environment",
                                        data.getOrDefault("environment", ""),
                                        "outcome",
                                        data.getOrDefault("ending", "")))
                        .increment();
            default -> {
                // nobody counts it
            }
        }
    }

    /** An older node has not written when it began. */
    private void step(Event event) {
        String began = event.data().get("began");
        if (began != null) {
            boolean isWell = Boolean.parseBoolean(event.data().get("ok"));
            meters.timer(
                            "trikk.step",
                            "stage",
                            event.data().getOrDefault("stage", ""),
                            "outcome",
                            isWell ? "ok" : "failed")
                    .record(Duration.between(Instant.parse(began), event.at()));
        }
    }

    @Override
    public void forget(Instant before) {
        outbox.forget(before);
    }

    @Override
    public boolean isTold(String notifier, String eventId) {
        return outbox.isTold(notifier, eventId);
    }

    @Override
    public void told(String notifier, String eventId) {
        outbox.told(notifier, eventId);
    }
}
