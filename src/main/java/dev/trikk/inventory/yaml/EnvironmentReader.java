package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Server;
import dev.trikk.inventory.yaml.Fields.Named;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one environment: its servers and balancers, and its pools by a reader of their own. */
final class EnvironmentReader {
    private static final List<String> SOURCES = List.of("repository", "local");

    private final Problems problems;
    private final Claims claims;
    private final Map<String, EnvironmentRules> rules;

    /** @param rules where the rules of each environment are put */
    EnvironmentReader(Problems problems, Map<String, EnvironmentRules> rules) {
        this.problems = problems;
        this.rules = rules;
        this.claims = new Claims(problems);
    }

    Environment read(Named named) {
        Fields fields = named.fields();
        Map<String, Server> servers = fields.someNamed("servers", EnvironmentReader::server);
        Map<String, Balancer> balancers = fields.named("balancers", EnvironmentReader::balancer);
        Map<String, Pool> pools = fields.someNamed(
                "pools", new PoolReader(problems, claims, named.name(), servers.keySet(), balancers)::read);
        Environment environment = new Environment(
                named.name(),
                List.copyOf(servers.values()),
                List.copyOf(balancers.values()),
                List.copyOf(pools.values()),
                fields.has("sources") ? Set.copyOf(fields.words("sources", SOURCES)) : Set.copyOf(SOURCES),
                fields.texts("reportTo", Shape.MAIL),
                fields.flag("supersede"));
        rules.put(named.name(), new RulesReader(problems).read(fields));
        fields.end();
        return environment;
    }

    private static Server server(Named named) {
        Fields fields = named.fields();
        Server server = new Server(
                named.name(),
                fields.text("address", Shape.ADDRESS),
                fields.optionalNumber("port", 1, 65535).orElse(22),
                fields.optionalText("login", Shape.USER));
        fields.end();
        return server;
    }

    private static Balancer balancer(Named named) {
        Fields fields = named.fields();
        String type = fields.reference("type", "type of balancer", Types.BALANCERS.keySet());
        Map<String, String> settings =
                Types.BALANCERS.getOrDefault(type, new TypeForm()).read(fields);
        if (!type.isEmpty()) {
            fields.end();
        }
        return new Balancer(named.name(), type, settings);
    }
}
