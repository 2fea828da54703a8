package dev.trikk.notify;

import dev.trikk.ledger.Action;
import dev.trikk.ledger.Previous;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.release.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which versions the servers had before a deployment. */
public final class Before {
    private static final String NONE = "no release";
    private static final String ENDING = "-standalone";

    private final Map<String, List<String>> serversByVersion;

    private Before(Map<String, List<String>> serversByVersion) {
        this.serversByVersion = serversByVersion;
    }

    /** As the results of its install steps tell. */
    public static Before of(Plan plan, List<Result> results) {
        Previous previous = Previous.of(plan, results);
        Map<String, List<String>> servers = new LinkedHashMap<>();
        results.stream()
                .filter(result -> result.action().equals(Action.INSTALL) && result.isOk())
                .forEach(result -> servers.computeIfAbsent(
                                previous.on(result.server())
                                        .map(directory -> version(directory, plan.release()))
                                        .orElse(NONE),
                                version -> new ArrayList<>())
                        .add(result.server()));
        return new Before(servers);
    }

    /** What all servers had, if they had the same. */
    Optional<String> common() {
        return serversByVersion.size() == 1 ? serversByVersion.keySet().stream().findFirst() : Optional.empty();
    }

    /** What they had, each with the servers that had it, if they differed. */
    Optional<String> mixture() {
        if (serversByVersion.size() <= 1) {
            return Optional.empty();
        }
        return Optional.of(serversByVersion.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + Words.names(entry.getValue()) + ")")
                .collect(Collectors.joining(", ")));
    }

    /** The version to go back to; nothing where the servers had none, or not the same. */
    public Optional<String> wayBack() {
        return common().filter(version -> !version.equals(NONE));
    }

    private static String version(String directory, Release release) {
        String start = release.name() + "-";
        if (directory.startsWith(start)
                && directory.endsWith(ENDING)
                && directory.length() > start.length() + ENDING.length()) {
            return directory.substring(start.length(), directory.length() - ENDING.length());
        }
        return directory; // of an artifact with another name
    }
}
