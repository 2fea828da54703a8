package dev.trikk.stage;

import dev.trikk.ledger.Action;
import dev.trikk.ledger.Result;
import dev.trikk.script.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every server ran before this deployment, as its install reported it before anything was switched. */
record Previous(Map<String, String> directories) {

    static Previous of(List<Result> results) {
        Map<String, String> directories = new HashMap<>();
        results.stream()
                .filter(result -> result.action().equals(Action.INSTALL))
                .forEach(result -> Facts.of(result.outcome())
                        .value("previous")
                        .ifPresent(directory -> directories.put(result.server(), directory)));
        return new Previous(directories);
    }

    Optional<String> on(String server) {
        return Optional.ofNullable(directories.get(server));
    }
}
