package dev.trikk;

import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Server;
import dev.trikk.remote.OnServer;
import dev.trikk.rotation.Balancers;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Pause;
import dev.trikk.rotation.haproxy.HaproxyBalancer;
import dev.trikk.rotation.nginx.NginxBalancer;
import dev.trikk.rotation.route.RouteBalancer;
import dev.trikk.text.Durations;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/** The adapters by the types that the inventory names. */
final class BalancerAdapters implements Balancers, AutoCloseable {
    private final WebBalancers web;
    private final AceBalancers aces;
    private final CamelContext camel;
    private final OnServer door;
    private final Pause pause;
    private final Measured measured;
    /** One adapter for each balancer: it is what keeps two rotations from taking each other's last member. */
    private final Map<Balancer, LoadBalancer> adapters = new ConcurrentHashMap<>();

    BalancerAdapters(Connections connections, CamelContext camel, OnServer door, Pause pause) {
        this.web = new WebBalancers(connections, pause);
        this.aces = new AceBalancers(connections, connections.clock(), pause);
        this.camel = camel;
        this.door = door;
        this.pause = pause;
        this.measured = connections.measured();
    }

    /**
     * Looks whether all balancers of an inventory can be driven, as far as that shows without a connection.
     *
     * @throws CannotStart when one cannot
     */
    void check(Inventory inventory) {
        for (Environment environment : inventory.environments().values()) {
            for (Balancer balancer : environment.balancers()) {
                try {
                    if (!balancer.type().equals("none")) {
                        of(balancer);
                    }
                } catch (IllegalArgumentException e) {
                    throw new CannotStart(
                            "balancer %s of %s: %s".formatted(balancer.name(), environment.name(), e.getMessage()), e);
                }
            }
        }
    }

    @Override
    public LoadBalancer of(Balancer balancer) {
        return adapters.computeIfAbsent(
                balancer, made -> measured.of(LoadBalancer.class, "balancer", made.name(), adapter(made)));
    }

    private LoadBalancer adapter(Balancer balancer) {
        return switch (balancer.type()) {
            case "haproxy" ->
                new HaproxyBalancer(
                        URI.create(setting(balancer, "address")),
                        List.of(setting(balancer, "backend").split(",", -1)),
                        pause);
            case "nginx" -> nginx(balancer);
            case "route" ->
                new RouteBalancer(
                        camel,
                        setting(balancer, "route"),
                        Durations.parse(setting(balancer, "timeout", "30s")).orElseThrow(),
                        pause);
            case "httpd" -> web.httpd(balancer);
            case "f5" -> web.f5(balancer);
            case "ace" -> aces.of(balancer);
            default ->
                throw new IllegalArgumentException(
                        "balancer " + balancer.name() + ": no adapter drives the type " + balancer.type());
        };
    }

    private LoadBalancer nginx(Balancer balancer) {
        String login = setting(balancer, "login");
        Server host = new Server(
                balancer.name(),
                setting(balancer, "address"),
                Integer.parseInt(setting(balancer, "port", "22")),
                Optional.of(login));
        return new NginxBalancer(
                door,
                host,
                login,
                setting(balancer, "file"),
                setting(balancer, "command", "sudo -n /usr/sbin/nginx"),
                setting(balancer, "pid", "/run/nginx.pid"),
                pause);
    }

    private static String setting(Balancer balancer, String name, String preset) {
        return balancer.settings().getOrDefault(name, preset);
    }

    @Override
    public void close() {
        aces.close();
    }

    private static String setting(Balancer balancer, String name) {
        String value = balancer.settings().get(name);
        if (value == null) {
            throw new IllegalArgumentException("balancer " + balancer.name() + " needs a setting " + name);
        }
        return value;
    }
}
