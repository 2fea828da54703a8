package dev.trikk.cli.view;

import dev.trikk.cli.json.Tree;
import java.time.ZoneId;
import java.util.Locale;

/** An event as a line of a log. */
public final class EventView {
    private EventView() {}

    /** The time, what it is about, and what happened. */
    public static Line line(Tree event, ZoneId zone, Look look) {
        Tree data = event.at("data");
        String what = data.maybe("application")
                .map(application -> application + " " + data.text("version") + " " + look.arrow() + " "
                        + data.text("environment") + "  ")
                .orElse("");
        return Line.of(Times.clock(event.text("at"), zone) + "  ")
                .then(Line.bold(event.maybe("deployment").orElse(event.text("id"))))
                .then("  " + what)
                .then(happened(event.text("type"), data, look));
    }

    private static Line happened(String type, Tree data, Look look) {
        return switch (type) {
            case "ENDED" ->
                Ending.of(data.text("ending"))
                        .map(Ending::shown)
                        .orElse(Line.EMPTY)
                        .then(because(data, "reason"));
            case "REJECTED" -> Line.bad("REJECTED").then(because(data, "reasons"));
            case "STEPPED" ->
                look.mark(!data.text("ok").equals("false"))
                        .then(" " + data.maybe("what").orElse(data.text("stage")))
                        .then(because(data, "error"));
            case "HELD" -> Line.warn("held").then(because(data, "reason"));
            case "ALARM" -> Line.bad("alarm " + data.text("alarm")).then(because(data, "text"));
            case "ALL_CLEAR" -> Line.good("all clear " + data.text("alarm")).then(because(data, "text"));
            default -> Line.of(type.toLowerCase(Locale.ROOT));
        };
    }

    private static String because(Tree data, String key) {
        return data.maybe(key)
                .map(why -> ": " + String.join("; ", why.lines().toList()))
                .orElse("");
    }
}
