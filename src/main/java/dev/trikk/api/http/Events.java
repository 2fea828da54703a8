package dev.trikk.api.http;

import dev.trikk.api.Refused;
import dev.trikk.event.Event;
import dev.trikk.ledger.Records;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Those who follow events. */
final class Events {
    private static final int MOST = 200;
    private static final String LAST = "trikk.last";
    private static final String WANTED = "trikk.wanted";

    private final Records records;
    private final Guard guard;
    private final Function<Event, String> format;
    private final Clock clock;
    private final AtomicInteger open = new AtomicInteger();

    Events(Records records, Guard guard, Function<Event, String> format, Clock clock) {
        this.records = records;
        this.guard = guard;
        this.format = format;
        this.clock = clock;
    }

    /** Looks up where to begin, which may block. */
    void prepare(RoutingContext context, Map<String, String> values) {
        context.put(
                LAST,
                Optional.ofNullable(values.get("Last-Event-ID"))
                        .map(Long::parseLong)
                        .orElseGet(records::lastEvent));
        context.put(WANTED, wanted(values));
        context.next();
    }

    private static Predicate<Event> wanted(Map<String, String> values) {
        Predicate<Event> wanted = event -> true;
        String deployment = values.get("deployment");
        if (deployment != null) {
            wanted = wanted.and(event -> event.deployment().equals(Optional.of(deployment)));
        }
        for (String field : new String[] {"application", "environment", "train"}) {
            String value = values.get(field);
            if (value != null) {
                wanted = wanted.and(event -> value.equals(event.data().get(field)));
            }
        }
        return wanted;
    }

    void follow(RoutingContext context) {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            throw new Refused(503, "More than " + MOST + " follow events already; come back later.");
        }
        new EventStream(
                        context.vertx(),
                        context.response(),
                        records,
                        context.get(LAST),
                        context.get(WANTED),
                        () -> guard.stillKnows(context),
                        format,
                        clock)
                .start(open::decrementAndGet);
    }
}
