package dev.trikk;

import dev.trikk.inventory.Balancer;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Pause;
import dev.trikk.rotation.haproxy.HaproxyBalancer;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The adapters by the types that the inventory names. */
final class BalancerAdapters implements Balancers {
    private final AceBalancers aces;
    private final Pause pause;
    /** One adapter for each balancer: it is what keeps two rotations from taking each other's last member. */
    private final Map<Balancer, LoadBalancer> adapters = new ConcurrentHashMap<>();

    BalancerAdapters(AceBalancers aces, Pause pause) {
        this.aces = aces;
        this.pause = pause;
    }

    @Override
    public LoadBalancer of(Balancer balancer) {
        return adapters.computeIfAbsent(balancer, this::adapter);
    }

    private LoadBalancer adapter(Balancer balancer) {
        if (balancer.type().equals("haproxy")) {
            return new HaproxyBalancer(URI.create(setting(balancer, "address")), setting(balancer, "backend"), pause);
        }
        if (balancer.type().equals("ace")) {
            return aces.of(balancer);
        }
        throw new IllegalArgumentException(
                "balancer " + balancer.name() + ": no adapter drives the type " + balancer.type());
    }

    private static String setting(Balancer balancer, String name) {
        String value = balancer.settings().get(name);
        if (value == null) {
            throw new IllegalArgumentException("balancer " + balancer.name() + " needs a setting " + name);
        }
        return value;
    }
}
