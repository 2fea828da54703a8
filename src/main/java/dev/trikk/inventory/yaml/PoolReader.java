package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Drain.OnDeadline;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.yaml.Fields.Named;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the pools of one environment. */
final class PoolReader {
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final Problems problems;
    /** A server belongs to one pair or to the others of one pool: applications that share servers share a pool. */
    private final Claims claims;

    private final String environment;
    private final Set<String> servers;
    private final Map<String, Balancer> balancers;

    PoolReader(
            Problems problems,
            Claims claims,
            String environment,
            Set<String> servers,
            Map<String, Balancer> balancers) {
        this.problems = problems;
        this.claims = claims;
        this.environment = environment;
        this.servers = servers;
        this.balancers = balancers;
    }

    Pool read(Named named) {
        Fields fields = named.fields();
        Optional<String> balancer = fields.has("balancer")
                ? Optional.of(fields.reference("balancer", "balancer", balancers.keySet()))
                        .filter(this::balances)
                : Optional.empty();
        Map<String, Pair> pairs = fields.named("pairs", pair -> pair(pair, named.name()));
        List<String> others = fields.references("others", "server", servers);
        others.forEach(server -> claims.take(
                fields.at("others"), "others of pool " + named.name(), "Server " + server, List.of(environment)));
        if (pairs.isEmpty() && others.isEmpty()) {
            problems.at(named.place(), "Pool " + named.name() + " has neither pairs nor others.");
        }
        int minAvailable = minAvailable(fields, balancer.isPresent(), pairs.size());
        // without a balancer nobody counts who is in service, and the last one may go
        int floor = balancer.isPresent() ? Math.max(1, minAvailable) : 0;
        Pool pool = new Pool(
                named.name(),
                balancer,
                List.copyOf(pairs.values()),
                others,
                minAvailable,
                drain(fields),
                new RolloutReader(problems, pairs.size(), floor).read(fields));
        fields.end();
        return pool;
    }

    /** The type none only says that a balancer was not forgotten. */
    private boolean balances(String balancer) {
        return !balancers.containsKey(balancer)
                || !balancers.get(balancer).type().equals("none");
    }

    /** Without a balancer nothing counts who is in service, so nothing can be demanded. */
    private int minAvailable(Fields fields, boolean balanced, int pairs) {
        int members = fields.least("minAvailable", pairs).orElse(balanced ? 1 : 0);
        if (members > 0 && !balanced) {
            problems.at(fields.at("minAvailable"), "minAvailable needs a balancer, which counts the members.");
        } else if (balanced && pairs < 2) {
            problems.at(
                    fields.at("balancer"),
                    "The last member of a balancer is never drained, so one pair alone could never be deployed to; "
                            + "add another, or leave the balancer out and accept an outage.");
        } else if (members >= pairs && members > 0) {
            problems.at(
                    fields.at("minAvailable"),
                    "minAvailable is " + members + " of " + pairs + " pairs, so none could ever leave the rotation; "
                            + "it must be lower.");
        }
        return members;
    }

    private static Drain drain(Fields pool) {
        return pool.fields("drain").map(PoolReader::drainOf).orElse(new Drain(DRAIN, OnDeadline.ABORT));
    }

    private static Drain drainOf(Fields fields) {
        Duration deadline = fields.duration("deadline", DRAIN);
        String onDeadline = fields.word("onDeadline", List.of("abort", "force")).orElse("abort");
        fields.end();
        return new Drain(deadline, OnDeadline.valueOf(onDeadline.toUpperCase(Locale.ROOT)));
    }

    private Pair pair(Named named, String pool) {
        Fields fields = named.fields();
        boolean shared = fields.has("server");
        String proxy = fields.reference(shared ? "server" : "proxy", "server", servers);
        String app = shared ? proxy : fields.reference("app", "server", servers);
        Pair pair = new Pair(
                named.name(),
                proxy,
                app,
                fields.optionalText("member", Shape.MEMBER).orElse(proxy));
        fields.end();
        String holder = "pair " + pair.name() + " of pool " + pool;
        pair.servers().stream()
                .filter(server -> !server.isEmpty())
                .forEach(server -> claims.take(named.place(), holder, "Server " + server, List.of(environment)));
        if (!pair.member().isEmpty()) {
            claims.take(named.place(), holder, "Member " + pair.member(), List.of(environment, pool));
        }
        return pair;
    }
}
