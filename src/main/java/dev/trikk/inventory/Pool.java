package dev.trikk.inventory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pairs that one load balancer serves together, and the servers that run the same applications outside it.
 *
 * @param name unique in its environment
 * @param balancer name of the balancer in front of the pairs; none where nothing balances
 * @param pairs in the order in which they are rotated
 * @param others names of servers without rotation, for instance for batch work
 * @param minAvailable members that must stay in service while one is out
 * @param drain how members leave
 * @param rollout in which portions the pairs are rotated
 */
public record Pool(
        String name,
        Optional<String> balancer,
        List<Pair> pairs,
        List<String> others,
        int minAvailable,
        Drain drain,
        Rollout rollout) {

    /** A pool that is rotated pair by pair. */
    public Pool(
            String name,
            Optional<String> balancer,
            List<Pair> pairs,
            List<String> others,
            int minAvailable,
            Drain drain) {
        this(name, balancer, pairs, others, minAvailable, drain, Rollout.PAIR_BY_PAIR);
    }

    /** Names of all servers of this pool, proxies first, without repetition. */
    public List<String> servers() {
        return Stream.of(pairs.stream().map(Pair::proxy), pairs.stream().map(Pair::app), others.stream())
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /** Names of the servers on which applications run. */
    public List<String> appServers() {
        return Stream.concat(pairs.stream().map(Pair::app), others.stream())
                .distinct()
                .toList();
    }

    /** Names of the servers with an httpd. */
    public List<String> proxies() {
        return pairs.stream().map(Pair::proxy).distinct().toList();
    }

    /** The pair of that name. */
    public Pair pair(String pairName) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(pairName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pool " + name + " has no pair " + pairName));
    }
}
