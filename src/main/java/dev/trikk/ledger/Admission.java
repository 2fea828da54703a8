package dev.trikk.ledger;

import java.util.Optional;

/**
 * What an environment says to a deployment that wants to begin.
 *
 * @param atOnce how many lanes may be taken at once
 * @param closed until when it takes nothing new, in words
 */
public record Admission(Optional<Integer> atOnce, Optional<String> closed) {
    /** What an environment without rules says. */
    public static final Admission FREE = new Admission(Optional.empty(), Optional.empty());

    /** How the reason begins why a deployment waits that could enter its lane. */
    static final String BY_RULE = "waits, by rule ";

    /** Why one waits while the environment takes nothing new. */
    public static Optional<String> frozen(Optional<String> inWords) {
        return inWords.map(words -> BY_RULE + "\"freeze\", " + words);
    }

    /** Why one waits while too many others are on their way. */
    public static String full(int atOnce) {
        return BY_RULE + "\"atOnce\", for one of " + atOnce + (atOnce == 1 ? " place" : " places")
                + " in the environment";
    }
}
