package dev.trikk.ride;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The inventory of a fleet, as an operator would write it: all its applications in one environment, {@code production}. */
final class FleetInventory {
    private final Fleet fleet;
    private final Map<String, String> disabled = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private String gather = "30s";
    private String canary = "";
    private String within = "3m";

    private String balancer;
    private String repository;
    private String notifiers = "";
    private String more = "";

    FleetInventory(Fleet fleet) {
        this.fleet = fleet;
        balancer(fleet.property("haproxy.api"));
        repository(fleet.property("repository.url"));
    }

    /** The load balancer is reached there. */
    FleetInventory balancer(String address) {
        return front(
                "type: haproxy, address: \"%s\", backend: %s".formatted(address, fleet.property("haproxy.backend")));
    }

    /** Another load balancer, by its settings. */
    FleetInventory front(String settings) {
        balancer = settings;
        return this;
    }

    /** The repository is reached there. */
    FleetInventory repository(String url) {
        return releases("url: \"%s\"".formatted(url));
    }

    /** Another repository, by its settings. */
    FleetInventory releases(String settings) {
        repository = settings;
        return this;
    }

    /** Who is told, a line each. */
    FleetInventory notifiers(String lines) {
        notifiers = "notifiers:\n" + lines;
        return this;
    }

    /** Another environment, where all are placed and nobody ever comes: it takes no trains. */
    FleetInventory withoutTrains(String name) {
        more = name;
        return this;
    }

    /** On that server the application is installed, but shall not run. */
    FleetInventory disabled(String application, String server) {
        disabled.put(application, server);
        return this;
    }

    /** Those applications answer nobody: their process control is believed. */
    FleetInventory silent(List<String> applications) {
        silent.addAll(applications);
        return this;
    }

    /** For releases that never get well: each of them costs so much, and the one that is put back has no more. */
    FleetInventory within(String time) {
        within = time;
        return this;
    }

    /** How long a rotation waits for others. */
    FleetInventory gather(String time) {
        gather = time;
        return this;
    }

    /** One pair goes ahead, and the deployment is held then. */
    FleetInventory canary(String hold) {
        canary = "        canary: { batch: 1, hold: " + hold + " }\n";
        return this;
    }

    String text() {
        return """
        repositories:
          fleet: { %s }
        environments:
          production:
            reportTo: [team@example.org]
            servers:
        %s
            balancers:
              front: { %s }
            pools:
              main:
                balancer: front
                drain: { deadline: 3m, onDeadline: abort }
                gather: %s
        %s        pairs:
        %s
        %sapplications:
        %s
        %s"""
                .formatted(
                        repository,
                        each(fleet.servers(), this::server),
                        balancer,
                        gather,
                        canary,
                        pairs(),
                        more.isEmpty() ? "" : elsewhere(),
                        each(fleet.applications(), this::application),
                        notifiers);
    }

    private String elsewhere() {
        return """
          %s:
            trains: false
            servers: { other1: { address: other1.example.org } }
            pools: { main: { others: [other1] } }
        """
                .formatted(more)
                .indent(0);
    }

    private String server(String name) {
        return "      %s: { address: %s, port: %s }"
                .formatted(
                        name,
                        fleet.property("server." + name + ".address"),
                        fleet.property("server." + name + ".port"));
    }

    private String pairs() {
        if (fleet.property("topology").equals("shared")) {
            return "          one: { server: web1, member: web1 }\n          two: { server: web2, member: web2 }";
        }
        return "          one: { proxy: proxy1, app: app1, member: proxy1 }\n"
                + "          two: { proxy: proxy2, app: app2, member: proxy2 }";
    }

    private String application(String name) {
        int number = fleet.applications().indexOf(name);
        return """
          %1$s:
            artifact: no.trikk.demo:%1$s:zip:standalone
            repository: fleet
            jmxPort: %2$d
            xmx: 40m
            http: true
            reload: sudo -n /usr/local/bin/httpd-graceful
        %3$s
            environments:
              production: { pool: main%4$s }%5$s
        """
                .formatted(
                        name,
                        9101 + number,
                        silent.contains(name) ? "" : health(name),
                        disabled.containsKey(name) ? ", disabled: [" + disabled.get(name) + "]" : "",
                        more.isEmpty() ? "" : "\n      " + more + ": { pool: main }")
                .stripTrailing();
    }

    private String health(String name) {
        return "    health: { port: %s, path: /%s/health, proxyPort: 28080, expect: \"ok ${version}\", within: %s }"
                .formatted(fleet.property("application." + name + ".port"), name, within);
    }

    private static String each(List<String> names, UnaryOperator<String> line) {
        return names.stream().map(line).collect(Collectors.joining("\n"));
    }
}
