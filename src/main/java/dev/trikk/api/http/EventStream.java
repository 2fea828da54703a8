package dev.trikk.api.http;

import dev.trikk.event.Event;
import dev.trikk.ledger.Records;
import dev.trikk.ledger.Records.Numbered;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** One connection that is told of events as they happen. Lives on the event loop of its connection. */
final class EventStream {
    private static final long INTERVAL = 300;
    private static final int AT_ONCE = 200;
    private static final int TICKS_TO_COMMENT = 50;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Records records;
    private final Predicate<Event> wanted;
    private final BooleanSupplier mayStay;
    private final Function<Event, String> format;
    private final Clock clock;
    private long last;
    private long timer;
    private int quiet;
    private boolean asking;
    private boolean stopped;
    private Runnable atEnd;

    /**
     * Begins to tell.
     *
     * @param last the number of the event that is known already
     * @param mayStay whether the caller is still somebody; asked now and then
     */
    EventStream(
            Vertx vertx,
            HttpServerResponse response,
            Records records,
            long last,
            Predicate<Event> wanted,
            BooleanSupplier mayStay,
            Function<Event, String> format,
            Clock clock) {
        this.vertx = vertx;
        this.response = response;
        this.records = records;
        this.last = last;
        this.wanted = wanted;
        this.mayStay = mayStay;
        this.format = format;
        this.clock = clock;
    }

    void start(Runnable atEnd) {
        this.atEnd = atEnd;
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write("retry: 1000\n: Trikk tells what happens\n\n");
        timer = vertx.setPeriodic(INTERVAL, tick -> ask());
        response.closeHandler(closed -> stop());
        ask();
    }

    /** Once: a connection that is kept after the answer tells of no end. */
    private void stop() {
        if (!stopped) {
            stopped = true;
            vertx.cancelTimer(timer);
            atEnd.run();
        }
    }

    private void ask() {
        if (response.closed() || response.ended()) {
            stop();
        }
        if (stopped || asking || response.writeQueueFull()) {
            return;
        }
        if (!mayStay.getAsBoolean()) {
            response.end();
            stop();
            return;
        }
        asking = true;
        vertx.executeBlocking(() -> records.events(last, AT_ONCE), false).onComplete(asked -> {
            asking = false;
            if (response.closed() || response.ended()) {
                return;
            }
            // while the ledger is away there is nothing to tell; the connection stays
            List<Numbered> next = asked.succeeded() ? Gapless.of(asked.result(), last, clock.instant()) : List.of();
            tell(next);
            if (next.size() == AT_ONCE) {
                // there is more: whoever begins long ago wants to be here soon
                ask();
            }
        });
    }

    private void tell(List<Numbered> events) {
        StringBuilder text = new StringBuilder();
        for (Numbered one : events) {
            last = one.number();
            if (wanted.test(one.event())) {
                text.append("id: ")
                        .append(one.number())
                        .append("\nevent: ")
                        .append(one.event().type());
                text.append("\ndata: ").append(format.apply(one.event())).append("\n\n");
            }
        }
        if (text.isEmpty() && ++quiet >= TICKS_TO_COMMENT) {
            text.append(": still there\n\n");
        }
        if (!text.isEmpty()) {
            quiet = 0;
            response.write(text.toString());
        }
    }
}
