package dev.trikk.control;

import dev.trikk.request.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody who sent a command is told.
 *
 * @param done whether it was done, or is under way
 * @param deployment which deployment it is about now; a retry may have made a new one
 * @param says what happens next, or what to type
 */
public record Reply(boolean done, Optional<String> deployment, String says) {

    /** It was done, and is about no deployment. */
    public static Reply done(String says) {
        return new Reply(true, Optional.empty(), says);
    }

    /** It was not done, and is about no deployment. */
    public static Reply refused(String says) {
        return new Reply(false, Optional.empty(), says);
    }

    /** The command could not be read. */
    public static Reply toProblems(List<Problem> problems) {
        return new Reply(
                false,
                Optional.empty(),
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
}
