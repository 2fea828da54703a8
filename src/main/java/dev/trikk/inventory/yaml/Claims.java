package dev.trikk.inventory.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** What only one may have: a port, a user, a server. */
final class Claims {
    private final Problems problems;
    private final Map<List<String>, String> holders = new HashMap<>();

    Claims(Problems problems) {
        this.problems = problems;
    }

    /**
     * Takes something for {@code holder}, or reports who has it.
     *
     * @param what in words, as the beginning of a sentence
     * @param where in which only one may have it, for instance environment and pool
     */
    void take(Node place, String holder, String what, List<String> where) {
        String before = holders.putIfAbsent(key(what, where), holder);
        if (before != null) {
            problems.at(place, what + " is already taken by " + before + ".");
        }
    }

    /** The same everywhere, but a holder may take it several times. */
    void keep(Node place, String holder, String what) {
        String before = holders.putIfAbsent(key(what, List.of()), holder);
        if (before != null && !before.equals(holder)) {
            problems.at(place, what + " is already taken by " + before + ".");
        }
    }

    private static List<String> key(String what, List<String> where) {
        return List.of(what, String.join(" ", where));
    }
}
