package dev.trikk.inventory.yaml;

/**
 * What a look at the inventory file led to.
 *
 * @param result what happened
 * @param sentence the same for people; for a refusal with all problems
 */
public record Reload(Result result, String sentence) {

    /** What can happen. */
    public enum Result {
        /** The file is as it was at the last look. */
        UNCHANGED,
        /** The new content is in force. */
        RELOADED,
        /** The new content is wrong; the last good inventory stays in force. */
        REFUSED
    }
}
