package dev.trikk.plan;

import java.util.List;
import java.util.Map;

/**
 * What is known of the servers when a plan is made: nothing for a deployment of its own, and much for one that finishes what
 * another has begun.
 *
 * @param previous directories of the releases to go back to, by server
 * @param onNew servers that have the release already
 * @param excluded servers that are left as they are
 */
public record Start(Map<String, String> previous, List<String> onNew, List<String> excluded) {
    /** Nothing was begun before. */
    public static final Start FRESH = new Start(Map.of(), List.of(), List.of());
}
