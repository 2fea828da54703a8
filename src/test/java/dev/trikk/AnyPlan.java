package dev.trikk;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Placement;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Rollout;
import dev.trikk.inventory.Rollout.Canary;
import dev.trikk.inventory.Share;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Plans to roll a release over pools of every shape: pairs of two machines or of one, servers outside, batches, canaries. */
public final class AnyPlan implements ArbitrarySupplier<Plan> {

    @Override
    public Arbitrary<Plan> get() {
        return pools().flatMap(pool -> Arbitraries.of(pool.appServers()).set().map(disabled -> plan(pool, disabled)));
    }

    private static Arbitrary<Pool> pools() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 3),
                        shares(),
                        canaries().optional())
                .as((pairs, shared, others, batch, canary) -> pool(pairs, shared, others, new Rollout(batch, canary)));
    }

    /** Numbers and parts of all pairs. */
    public static Arbitrary<Share> shares() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 9).map(amount -> new Share(amount, false)),
                Arbitraries.integers().between(1, 100).map(percent -> new Share(percent, true)));
    }

    private static Arbitrary<Canary> canaries() {
        return Combinators.combine(
                        shares(), Arbitraries.of(Duration.ofMinutes(5)).optional())
                .as(Canary::new);
    }

    private static Pool pool(int size, boolean shared, int others, Rollout rollout) {
        Pool usual = Fixtures.aPairedEnvironment().pool("main");
        List<Pair> pairs = IntStream.rangeClosed(1, size)
                .mapToObj(i ->
                        new Pair("pair" + i, shared ? "web" + i : "proxy" + i, shared ? "web" + i : "app" + i, "m" + i))
                .toList();
        List<String> outside =
                IntStream.rangeClosed(1, others).mapToObj(i -> "batch" + i).toList();
        return new Pool(usual.name(), usual.balancer(), pairs, outside, 1, usual.drain(), rollout);
    }

    private static Plan plan(Pool pool, Set<String> disabled) {
        Environment usual = Fixtures.aPairedEnvironment();
        Application shop = Fixtures.anApplication("shop", disabled.toArray(String[]::new));
        Environment environment = new Environment(
                usual.name(),
                pool.servers().stream().map(Fixtures::aServer).toList(),
                usual.balancers(),
                List.of(pool),
                usual.sources(),
                List.of());
        return Plans.rolling(
                new Application(
                        shop.name(),
                        shop.artifact(),
                        shop.user(),
                        shop.jmxPort(),
                        shop.xmx(),
                        shop.http(),
                        shop.reload(),
                        Optional.empty(),
                        shop.control(),
                        shop.keep(),
                        Optional.empty(),
                        Map.of("production", new Placement("main", disabled))),
                environment,
                Fixtures.aRelease("shop", "2.0"));
    }

    /** All servers that are switched or rotated by these steps, with repetition. */
    public static Stream<String> touchedBy(Stream<Step> steps) {
        return steps.filter(step -> step.stage() == Stage.SWITCH || step.stage() == Stage.ROTATE)
                .flatMap(step -> step.servers().stream());
    }
}
