package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One notice of each kind. */
public final class Notices {
    private Notices() {}

    public static Notice ended() {
        return ended(Deployment.Ending.SUCCEEDED);
    }

    public static Notice ended(Deployment.Ending ending) {
        return new Notice(
                event("shop-17:9", Event.Type.ENDED, Map.of("ending", ending.name(), "reason", "")),
                Optional.of(Shop.ended(ending)),
                ending == Deployment.Ending.SUCCEEDED ? Shop.allWell() : broken());
    }

    /** Its second pair broke, and its first one stays on the new release. */
    public static List<Result> broken() {
        return Stream.of(Shop.prepared(), Shop.pairOne(), Shop.brokenPairTwo("no space left"))
                .flatMap(List::stream)
                .toList();
    }

    public static Notice held() {
        return new Notice(
                event("shop-17:5", Event.Type.HELD, Map.of("reason", "canary")),
                Optional.of(Shop.ended(Deployment.Ending.SUCCEEDED)),
                List.of());
    }

    public static Notice stepped() {
        return new Notice(
                event("shop-17:4", Event.Type.STEPPED, Map.of("step", "1")),
                Optional.of(Shop.ended(Deployment.Ending.SUCCEEDED)),
                List.of());
    }

    public static Notice rejected() {
        return rejected("unknown application \"shpo\"");
    }

    public static Notice rejected(String reasons) {
        return new Notice(
                Shop.rejected(Map.of("application", "shpo", "environment", "production", "reasons", reasons)),
                Optional.empty(),
                List.of());
    }

    public static Notice alarm() {
        return alarm(Event.Type.ALARM);
    }

    public static Notice allClear() {
        return alarm(Event.Type.ALL_CLEAR);
    }

    private static Notice alarm(Event.Type type) {
        return new Notice(
                new Event(
                        "alarm:production/main/proxy2:" + type,
                        type,
                        Optional.empty(),
                        Shop.NOON,
                        Map.of(
                                "kind",
                                "MEMBER_LEFT_OUT",
                                "alarm",
                                "production/main/proxy2",
                                "text",
                                "proxy2 is left out of rotation")),
                Optional.empty(),
                List.of());
    }

    private static Event event(String id, Event.Type type, Map<String, String> data) {
        return new Event(id, type, Optional.of("shop-17"), Shop.NOON, data);
    }
}
