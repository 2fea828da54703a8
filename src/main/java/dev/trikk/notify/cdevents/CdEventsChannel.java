package dev.trikk.notify.cdevents;

import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import java.util.Map;
import java.util.function.Consumer;

/** Publishes CDEvents. */
public final class CdEventsChannel implements Channel {
    /** Media type of a CloudEvent in structured mode. */
    public static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";

    private final String source;
    private final Consumer<String> publish;
    private final String where;

    /**
     * On whatever takes a text.
     *
     * @param source who says it, a URI reference
     * @param publish sends a CloudEvent as JSON; throws as {@link Channel#tell}
     * @param where for a person
     */
    public CdEventsChannel(String source, Consumer<String> publish, String where) {
        this.source = source;
        this.publish = publish;
        this.where = where;
    }

    /** To a receiver of CloudEvents over HTTP. */
    public static CdEventsChannel over(Http http, String source) {
        return new CdEventsChannel(
                source,
                json -> http.ask(new Call("POST", "", Map.of("Content-Type", MEDIA_TYPE), json)),
                http.link().toString());
    }

    @Override
    public void tell(Notice notice) {
        CdEvent.of(notice).ifPresent(event -> publish.accept(event.cloudEvent(source)));
    }

    /** A receiver has nothing that could be asked without telling it something. */
    @Override
    public String check() {
        return "publishes to " + where + "; not tried, because that would tell it something";
    }
}
