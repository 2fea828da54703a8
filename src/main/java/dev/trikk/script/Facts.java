package dev.trikk.script;

import dev.trikk.remote.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a script found out: the lines {@code trikk:KEY=VALUE} of its output. Other lines are the chatter of commands.
 *
 * @param values by key
 */
public record Facts(Map<String, String> values) {

    private static final String PREFIX = "trikk:";

    public Facts {
        values = Map.copyOf(values);
    }

    /** The facts of an outcome, whether it is good or bad. Of two with the same key, the later one counts. */
    public static Facts of(Outcome outcome) {
        return new Facts(outcome.stdout()
                .lines()
                .filter(line -> line.startsWith(PREFIX) && line.indexOf('=') > PREFIX.length())
                .map(line -> line.substring(PREFIX.length()).split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (earlier, later) -> later)));
    }

    /** The value of a key; nothing when it was not reported or is empty. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }
}
