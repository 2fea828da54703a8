package dev.trikk.plan;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a plan.
 *
 * @param stage what is done
 * @param servers names of the servers it is done on
 * @param pair for a rotation: name of the pair
 */
public record Step(Stage stage, List<String> servers, Optional<String> pair) {

    static Step of(Stage stage, List<String> servers) {
        return new Step(stage, servers, Optional.empty());
    }

    /** The step in words: {@code rotate one (proxy1, app1)}. */
    public String inWords() {
        String what = stage.word() + pair.map(name -> " " + name).orElse("");
        return servers.isEmpty() ? what : what + " (" + String.join(", ", servers) + ")";
    }
}
