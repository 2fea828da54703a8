package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Grant;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Records;
import dev.trikk.release.Catalog;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who asks, and every name that he can type. */
final class Me {
    private static final int VERSIONS = 50;
    private static final int DEPLOYMENTS = 100;

    private final Supplier<Inventory> inventory;
    private final Records records;
    private final Catalog catalog;

    Me(Supplier<Inventory> inventory, Records records, Catalog catalog) {
        this.inventory = inventory;
        this.records = records;
        this.catalog = catalog;
    }

    void bind(Bindings bindings) {
        bindings.reading("readMe", Me::me).reading("listNames", ask -> names());
    }

    private static Answer me(Ask ask) {
        ObjectNode me = Json.object().put("name", ask.caller().name());
        ask.caller().grants().stream().map(Grant::word).forEach(me.putArray("roles")::add);
        return Answer.ok(me);
    }

    private Answer names() {
        Inventory now = inventory.get();
        ObjectNode names = Json.object();
        ArrayNode applications = names.putArray("applications");
        // the repository is asked for several at once: a hundred one after the other would take a minute
        List<List<String>> versions = now.applications().values().parallelStream()
                .map(application -> versions(now, application))
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
                                Optional.empty()),
                        DEPLOYMENTS)
                .stream()
                .map(Deployment::id)
                .forEach(names.putArray("deployments")::add);
        return Answer.ok(names);
    }

    private static void places(Inventory now, ObjectNode names) {
        ArrayNode servers = names.putArray("servers");
        ArrayNode members = names.putArray("pools");
        for (Environment environment : now.environments().values()) {
            environment.servers().stream().map(Server::name).forEach(servers::add);
            environment.pools().forEach(pool -> pool.pairs()
                    .forEach(pair -> members.add(environment.name() + "/" + pool.name() + "/" + pair.member())));
        }
        names.putArray("stages");
    }

    private List<String> versions(Inventory now, Application application) {
        try {
            return catalog
                    .versions(
                            application,
                            now.repositories().get(application.artifact().repository()))
                    .stream()
                    .limit(VERSIONS)
                    .toList();
        } catch (RuntimeException unknownOrAway) {
            return List.of();
        }
    }
}
