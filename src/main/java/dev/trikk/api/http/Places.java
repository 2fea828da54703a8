package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Refused;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.Ledger;
import dev.trikk.release.Catalog;
import dev.trikk.release.Releases;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What can be deployed, and where. */
final class Places {
    private final Supplier<Inventory> inventory;
    private final Ledger ledger;
    private final Supplier<Map<Lane, String>> runs;
    private final Catalog catalog;
    private final Function<String, Optional<String>> frozen;

    /**
     * Tells it.
     *
     * @param runs the version that each lane is on
     * @param frozen why an environment takes nothing new now
     */
    Places(
            Supplier<Inventory> inventory,
            Ledger ledger,
            Supplier<Map<Lane, String>> runs,
            Catalog catalog,
            Function<String, Optional<String>> frozen) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.runs = runs;
        this.catalog = catalog;
        this.frozen = frozen;
    }

    void bind(Bindings bindings) {
        bindings.reading("listApplications", ask -> applications())
                .reading("listVersions", this::versions)
                .reading("listEnvironments", ask -> environments())
                .reading("listServers", ask -> servers());
    }

    private Answer applications() {
        Map<Lane, String> active = ledger.lanes();
        Map<Lane, String> versions = runs.get();
        ObjectNode all = Json.object();
        ArrayNode items = all.putArray("items");
        for (Application application : inventory.get().applications().values()) {
            ArrayNode environments = items.addObject()
                    .put("name", application.name())
                    .put(
                            "artifact",
                            application.artifact().group() + ":"
                                    + application.artifact().name())
                    .putArray("environments");
            for (String environment : application.placements().keySet()) {
                Lane lane = new Lane(application.name(), environment);
                ObjectNode place = environments.addObject().put("name", environment);
                Optional.ofNullable(versions.get(lane)).ifPresent(version -> place.put("version", version));
                Optional.ofNullable(active.get(lane)).ifPresent(id -> place.put("deployment", id));
            }
        }
        return Answer.ok(all);
    }

    private Answer versions(Ask ask) {
        Inventory now = inventory.get();
        String name = ask.get("name");
        Application application = now.application(name)
                .orElseThrow(() -> new Refused(
                        404,
                        "There is no application " + Quoted.of(name)
                                + Nearest.question(name, now.applications().keySet())));
        ObjectNode answer = Json.object().put("application", name);
        try {
            ArrayNode versions = answer.putArray("versions");
            catalog.versions(
                            application,
                            now.repositories().get(application.artifact().repository()))
                    .forEach(versions::add);
            return Answer.ok(answer);
        } catch (Releases.UnknownRelease none) {
            throw new Refused(404, none.getMessage());
        }
    }

    private Answer environments() {
        ObjectNode all = Json.object();
        ArrayNode items = all.putArray("items");
        Inventory now = inventory.get();
        for (Environment environment : now.environments().values()) {
            ObjectNode item = items.addObject()
                    .put("name", environment.name())
                    .put("servers", environment.servers().size());
            EnvironmentWords.of(environment, now.rules(environment.name())).forEach(item.putArray("rules")::add);
            frozen.apply(environment.name()).ifPresent(why -> item.put("frozen", why));
        }
        return Answer.ok(all);
    }

    private Answer servers() {
        Inventory now = inventory.get();
        Map<Lane, String> versions = runs.get();
        ObjectNode all = Json.object();
        ArrayNode items = all.putArray("items");
        for (Environment environment : now.environments().values()) {
            for (Server server : environment.servers()) {
                Optional<Pool> pool = environment.pools().stream()
                        .filter(one -> one.servers().contains(server.name()))
                        .findFirst();
                ObjectNode item = items.addObject()
                        .put("name", server.name())
                        .put("environment", environment.name())
                        .put("address", server.address());
                pool.ifPresent(found -> item.put("pool", found.name()));
                ArrayNode applications = item.putArray("applications");
                on(now, versions, environment, server).forEach((name, version) -> applications.add(name + version));
            }
        }
        return Answer.ok(all);
    }

    /** The applications that run there, each with its version as far as it is known. */
    private Map<String, String> on(Inventory now, Map<Lane, String> versions, Environment environment, Server server) {
        return now.applications().values().stream()
                .filter(application -> application.placements().containsKey(environment.name()))
                .filter(application -> environment
                        .pool(application.placements().get(environment.name()).pool())
                        .appServers()
                        .contains(server.name()))
                .filter(application -> !application
                        .placements()
                        .get(environment.name())
                        .disabled()
                        .contains(server.name()))
                .collect(Collectors.toMap(
                        Application::name,
                        application -> Optional.ofNullable(
                                        versions.get(new Lane(application.name(), environment.name())))
                                .map(version -> " " + version)
                                .orElse(""),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
