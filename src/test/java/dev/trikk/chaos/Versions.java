package dev.trikk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which versions the outcomes of all deployments so far explain, and what the servers really have. */
final class Versions {
    private static final String NONE = "none";

    private final Fleet fleet;
    private final Map<String, Map<String, Set<String>>> explained = new HashMap<>();

    Versions(Fleet fleet) {
        this.fleet = fleet;
        for (String application : Fleet.applications()) {
            Map<String, Set<String>> onServers = new HashMap<>();
            servers(application).forEach(server -> onServers.put(server, Set.of(NONE)));
            explained.put(application, onServers);
        }
    }

    private static List<String> servers(String application) {
        return Fleet.servers(Fleet.poolOf(application));
    }

    /** After some more deployments, in the order of their numbers, which is the order within their lanes. */
    List<String> findings(List<LedgerTables.Row> rows, Schedule schedule) throws IOException {
        Map<String, Request> requests =
                schedule.requests().stream().collect(Collectors.toMap(Request::id, Function.identity()));
        List<String> findings = new ArrayList<>();
        for (LedgerTables.Row row : rows) {
            Optional.ofNullable(requests.get(row.request())).ifPresent(request -> {
                if (row.ending().equals("SUCCEEDED") && !request.healthy()) {
                    findings.add(row.id() + " succeeded, but " + request.version() + " does not get well");
                }
                explain(row, request);
            });
        }
        for (String application : Fleet.applications()) {
            for (String server : servers(application)) {
                compare(application, server, findings);
            }
        }
        return findings;
    }

    private void explain(LedgerTables.Row row, Request request) {
        Map<String, Set<String>> onServers = explained.get(request.application());
        for (String server : servers(request.application())) {
            Set<String> versions = new TreeSet<>(onServers.get(server));
            if (row.ending().equals("SUCCEEDED")) {
                versions = Set.of(request.version());
            } else if (row.ending().equals("PARTIAL") && row.reason().contains(server)) {
                versions.add(request.version());
            }
            onServers.put(server, versions);
        }
    }

    private void compare(String application, String name, List<String> findings) throws IOException {
        Server server = fleet.server(name);
        String linked = linked(server, application);
        String running = server.running(application).map(words -> words[1]).orElse(NONE);
        Set<String> right = explained.get(application).get(name);
        if (!right.contains(linked)) {
            findings.add("%s on %s points at %s, but the outcomes explain only %s"
                    .formatted(application, name, linked, right));
        } else if (!running.equals(linked)) {
            findings.add("%s on %s points at %s, but what runs is %s".formatted(application, name, linked, running));
        }
        explained.get(application).put(name, Set.of(linked));
    }

    private static String linked(Server server, String application) throws IOException {
        Path link = server.home(application).resolve(application + "-app");
        if (!Files.isSymbolicLink(link)) {
            return NONE;
        }
        String target = Files.readSymbolicLink(link).getFileName().toString();
        return target.replace(application + "-", "").replace("-standalone", "");
    }
}
