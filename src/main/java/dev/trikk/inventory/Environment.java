package dev.trikk.inventory;

import java.util.List;
import java.util.Set;

/**
 * Where releases run: staging, production.
 *
 * @param name its name
 * @param servers all its servers
 * @param balancers its load balancers
 * @param pools its pools
 * @param sources which kinds of release may come here: {@code repository}, {@code local}
 * @param reportTo e-mail addresses that get the report of every deployment
 * @param supersede whether a newer request takes the place of an older one that still waits in its lane
 */
public record Environment(
        String name,
        List<Server> servers,
        List<Balancer> balancers,
        List<Pool> pools,
        Set<String> sources,
        List<String> reportTo,
        boolean supersede) {

    /** An environment in which every request has its turn. */
    public Environment(
            String name,
            List<Server> servers,
            List<Balancer> balancers,
            List<Pool> pools,
            Set<String> sources,
            List<String> reportTo) {
        this(name, servers, balancers, pools, sources, reportTo, false);
    }

    /** The server of that name. */
    public Server server(String serverName) {
        return servers.stream()
                .filter(server -> server.name().equals(serverName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no server " + serverName));
    }

    /** The pool of that name. */
    public Pool pool(String poolName) {
        return pools.stream()
                .filter(pool -> pool.name().equals(poolName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no pool " + poolName));
    }

    /** The balancer of that name. */
    public Balancer balancer(String balancerName) {
        return balancers.stream()
                .filter(balancer -> balancer.name().equals(balancerName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no balancer " + balancerName));
    }
}
