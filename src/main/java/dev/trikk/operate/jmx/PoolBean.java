package dev.trikk.operate.jmx;

import dev.trikk.inventory.Environment;
import dev.trikk.ledger.Drained;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a pool when it is asked. */
record PoolBean(String environment, String pool, Ports ports) implements PoolView {

    @Override
    public List<String> getMembers() {
        try {
            return balancer().map(LoadBalancer::members).orElse(List.of()).stream()
                    .map(PoolBean::inWords)
                    .toList();
        } catch (RuntimeException e) {
            // a client may not have the exception's class
            return List.of("the balancer cannot be asked: " + e.getMessage());
        }
    }

    private Optional<LoadBalancer> balancer() {
        Environment there = ports.inventory().get().environment(environment).orElseThrow();
        return there.pool(pool).balancer().map(name -> ports.balancers().of(there.balancer(name)));
    }

    private static String inWords(Member member) {
        return member.name() + ": " + member.rotation().name().toLowerCase(Locale.ROOT) + ", "
                + (member.healthy() ? "healthy" : "not healthy") + ", " + member.sessions() + " connections";
    }

    @Override
    public List<String> getDrained() {
        return ports.rotations().drained().stream()
                .filter(entry -> entry.isIn(environment, pool))
                .map(PoolBean::inWords)
                .toList();
    }

    private static String inWords(Drained entry) {
        return entry.member() + ": since " + entry.since() + ", " + entry.whose();
    }

    @Override
    public String getRotating() {
        return ports.rotations().rotating(environment, pool).orElse("");
    }

    @Override
    public String drain(String member, String reason) {
        return StageBean.said(
                () -> ports.members().drain(environment, pool, member, StageBean.BY, reason == null ? "" : reason));
    }

    @Override
    public String restore(String member) {
        return StageBean.said(() -> ports.members().restore(environment, pool, member, StageBean.BY));
    }
}
