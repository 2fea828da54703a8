package dev.trikk.stage;

import dev.trikk.ledger.Action;
import dev.trikk.ledger.Result;
import dev.trikk.script.ReloadScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reloads httpds: each one once for all applications that it has to learn of, and that reload it the same way. */
final class Reloads {
    private final OnServers servers;
    private final Together together;

    Reloads(OnServers servers, Together together) {
        this.servers = servers;
        this.together = together;
    }

    private record Httpd(String proxy, String command) {}

    /** For those visits whose httpd must be reloaded. Each of them hears how it went. */
    void run(List<Visit> visits) {
        Map<Httpd, List<Visit>> due = visits.stream()
                .filter(Visit::isReloadDue)
                .collect(Collectors.groupingBy(
                        visit -> new Httpd(
                                visit.pair().proxy(),
                                visit.trip().plan().application().reload()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        together.each(due.values(), this::reload);
    }

    private void reload(List<Visit> visits) {
        Visit first = visits.get(0);
        Result result = servers.run(
                first.boarding(),
                Action.RELOAD,
                first.proxy(),
                ReloadScript.of(first.trip().errand()));
        visits.forEach(visit -> visit.reloaded(result.outcome(), Action.RELOAD, result.startedAt()));
    }
}
