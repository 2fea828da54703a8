package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Grant;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Records;
import dev.trikk.ledger.Train;
import dev.trikk.release.Catalog;
import dev.trikk.release.Releases;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Who asks, and every name that he can type. */
final class Me {
    private static final int VERSIONS = 50;
    private static final int DEPLOYMENTS = 100;
    private static final int TRAINS = 20;

    private final Supplier<Inventory> inventory;
    private final Records records;
    private final Catalog catalog;
    private final Ledger ledger;
    private final Supplier<Set<String>> stages;
    private final String version;

    /**
     * Answers it.
     *
     * @param stages the names of all
     * @param version of Trikk
     */
    Me(
            Supplier<Inventory> inventory,
            Records records,
            Catalog catalog,
            Ledger ledger,
            Supplier<Set<String>> stages,
            String version) {
        this.inventory = inventory;
        this.records = records;
        this.catalog = catalog;
        this.ledger = ledger;
        this.stages = stages;
        this.version = version;
    }

    void bind(Bindings bindings) {
        bindings.reading("readMe", this::me).reading("listNames", ask -> names());
    }

    private Answer me(Ask ask) {
        ObjectNode me = Json.object().put("name", ask.caller().name()).put("version", version);
        ask.caller().grants().stream().map(Grant::word).forEach(me.putArray("roles")::add);
        return Answer.ok(me);
    }

    private Answer names() {
        Inventory now = inventory.get();
        ObjectNode names = Json.object();
        ArrayNode applications = names.putArray("applications");
        // the repository is asked for several at once: a hundred one after the other would take a minute
        Set<String> away = ConcurrentHashMap.newKeySet();
        List<List<String>> versions = now.applications().values().parallelStream()
                .map(application -> versions(now, application, away))
                .toList();
        int i = 0;
        for (Application application : now.applications().values()) {
            ObjectNode node = applications.addObject().put("name", application.name());
            application.placements().keySet().forEach(node.putArray("environments")::add);
            versions.get(i++).forEach(node.putArray("versions")::add);
        }
        now.environments().keySet().forEach(names.putArray("environments")::add);
        places(now, names);
        records
                .deployments(
                        new Records.Wanted(
                                Optional.empty(),
                                Optional.empty(),
                                EnumSet.allOf(Deployment.State.class),
                                Optional.empty(),
                                Optional.empty()),
                        DEPLOYMENTS)
                .stream()
                .map(Deployment::id)
                .forEach(names.putArray("deployments")::add);
        ledger.trains(TRAINS, Optional.empty()).stream().map(Train::id).forEach(names.putArray("trains")::add);
        return Answer.ok(names);
    }

    private void places(Inventory now, ObjectNode names) {
        ArrayNode servers = names.putArray("servers");
        ArrayNode members = names.putArray("pools");
        for (Environment environment : now.environments().values()) {
            environment.servers().stream().map(Server::name).forEach(servers::add);
            environment.pools().forEach(pool -> pool.pairs()
                    .forEach(pair -> members.add(environment.name() + "/" + pool.name() + "/" + pair.member())));
        }
        stages.get().forEach(names.putArray("stages")::add);
    }

    /** @param away the repositories that have not answered: none is asked again, for each time would cost its whole timeout */
    private List<String> versions(Inventory now, Application application, Set<String> away) {
        String repository = application.artifact().repository();
        if (away.contains(repository)) {
            return List.of();
        }
        try {
            return catalog.versions(application, now.repositories().get(repository)).stream()
                    .limit(VERSIONS)
                    .toList();
        } catch (Releases.UnknownRelease none) {
            return List.of();
        } catch (RuntimeException unanswered) {
            away.add(repository);
            return List.of();
        }
    }
}
