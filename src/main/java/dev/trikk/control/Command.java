package dev.trikk.control;

import dev.trikk.request.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a person wants of one deployment.
 *
 * @param id idempotency key: the same id twice is one command
 * @param verb what
 * @param deployment which; for {@link Verb#WHY} also the id of a request
 * @param by who
 * @param stay for a cancel: leave everything as it is then
 * @param exclude for a retry: names of servers to leave as they are
 */
public record Command(String id, Verb verb, String deployment, String by, boolean stay, List<String> exclude) {

    /** What can be wanted. */
    public enum Verb {
        /** Stand still when the step at hand is done. */
        HOLD,
        /** Let one that is held go on. */
        APPROVE,
        /** End it, and put back what was touched. */
        CANCEL,
        /** Do what is left undone. */
        RETRY,
        /** Tell where it stands, and why. */
        WHY;

        /** As it is typed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is wrong with its options; nothing where each belongs to the verb. */
    public List<Problem> objections() {
        List<Problem> problems = new ArrayList<>();
        if (stay && verb != Verb.CANCEL) {
            problems.add(new Problem("$.options.stay", "Only cancel knows this option, not " + verb.word() + "."));
        }
        if (!exclude.isEmpty() && verb != Verb.RETRY) {
            problems.add(new Problem("$.options.exclude", "Only retry knows this option, not " + verb.word() + "."));
        }
        return problems;
    }

    /** The same for another deployment, with a key of its own. */
    public Command about(String other) {
        return new Command(id + "/" + other, verb, other, by, stay, exclude);
    }

    /** How the same is typed at a terminal for another verb. */
    static String typed(Verb verb, String deployment) {
        return "trikk control " + verb.word() + " " + deployment;
    }
}
