package dev.trikk.notify.webhook;

import dev.trikk.event.Event;
import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import java.time.Clock;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sends every event of its audience as it is written on the topic, steps too. Any status from 200 to 299 is success, unless a web page
 * comes with it. A lost answer brings the same event with the same delivery id again; who must not act twice keeps the ids.
 */
public final class Webhook implements Channel {
    /** Header with the event's type. */
    public static final String EVENT = "X-Trikk-Event";

    /** Header with the event's id, the same each time it comes. */
    public static final String DELIVERY = "X-Trikk-Delivery";

    /** Header with the time of sending, in seconds since 1970. */
    public static final String TIMESTAMP = "X-Trikk-Timestamp";

    /** Header with the {@link Signature}. */
    public static final String SIGNATURE = "X-Trikk-Signature-256";

    private static final String PING = "{\"format\":1,\"id\":\"ping\",\"type\":\"PING\",\"data\":{}}";
    private static final Pattern NOT_IN_A_HEADER = Pattern.compile("[^!-~]");

    private final Http http;
    private final String secret;
    private final Function<Event, String> form;
    private final Clock clock;

    /**
     * Knows nothing of how events are written.
     *
     * @param http whose url is the receiver's
     * @param secret that the receiver knows, too
     * @param form writes an event as JSON, for instance {@code EventJson::write}
     */
    public Webhook(Http http, String secret, Function<Event, String> form, Clock clock) {
        this.http = http;
        this.secret = secret;
        this.form = form;
        this.clock = clock;
    }

    @Override
    public void tell(Notice notice) {
        Event event = notice.event();
        send(event.type().name(), event.id(), form.apply(event));
    }

    /** Sends an event of the type PING, signed as all are, which a receiver answers and otherwise ignores. */
    @Override
    public String check() {
        send("PING", "ping", PING);
        return "took a signed ping";
    }

    private void send(String type, String id, String body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        http.ask(Call.json("POST", "", body)
                .with(EVENT, type)
                .with(DELIVERY, NOT_IN_A_HEADER.matcher(id).replaceAll("-"))
                .with(TIMESTAMP, timestamp)
                .with(SIGNATURE, Signature.of(secret, timestamp, body)));
    }
}
