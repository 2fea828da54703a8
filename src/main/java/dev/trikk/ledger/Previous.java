package dev.trikk.ledger;

import dev.trikk.plan.Plan;
import dev.trikk.script.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every server ran before a deployment, as its install reported it before anything was switched.
 *
 * @param directories of the releases, by server; a server that ran none has none
 */
public record Previous(Map<String, String> directories) {

    /**
     * What the installs among these results reported. A server that was on the release before the plan was made reports the
     * release itself: there, what the plan knows counts.
     */
    public static Previous of(Plan plan, List<Result> results) {
        Map<String, String> directories = new HashMap<>();
        results.stream()
                .filter(result -> result.action().equals(Action.INSTALL))
                .forEach(result -> Facts.of(result.outcome())
                        .value("previous")
                        .ifPresent(directory -> directories.put(result.server(), directory)));
        directories.putAll(plan.start().previous());
        return new Previous(directories);
    }

    /** The directory of the release that a server ran. */
    public Optional<String> on(String server) {
        return Optional.ofNullable(directories.get(server));
    }
}
