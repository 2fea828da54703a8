package dev.trikk.plan;

import dev.trikk.inventory.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a plan.
 *
 * @param stage what is done
 * @param servers names of the servers it is done on
 * @param pairs for a rotation: names of the pairs that leave together
 * @param way which way they go
 * @param bake for a hold: how long; without it, until a person approves
 */
public record Step(Stage stage, List<String> servers, List<String> pairs, Way way, Optional<Duration> bake) {

    static Step of(Stage stage, List<String> servers) {
        return new Step(stage, servers, List.of(), Way.FORTH, Optional.empty());
    }

    static Step rotate(List<Pair> pairs) {
        return new Step(
                Stage.ROTATE,
                pairs.stream().flatMap(pair -> pair.servers().stream()).toList(),
                pairs.stream().map(Pair::name).toList(),
                Way.FORTH,
                Optional.empty());
    }

    /** A stop until that much time has passed, or until a person approves. */
    public static Step hold(Optional<Duration> bake) {
        return new Step(Stage.HOLD, List.of(), List.of(), Way.FORTH, bake);
    }

    /** The same the other way. */
    Step back() {
        return new Step(stage, servers, pairs, Way.BACK, bake);
    }

    /** Whether it puts servers back. */
    public boolean isBack() {
        return way == Way.BACK;
    }

    /** The step in words: {@code rotate one (proxy1, app1)}. */
    public String inWords() {
        String what =
                stage.word() + (pairs.isEmpty() ? "" : " " + String.join(" and ", pairs)) + (isBack() ? " back" : "");
        return servers.isEmpty() ? what : what + " (" + String.join(", ", servers) + ")";
    }
}
