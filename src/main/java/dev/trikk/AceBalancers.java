package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.inventory.Balancer;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Pause;
import dev.trikk.rotation.ace.AceBalancer;
import dev.trikk.rotation.ace.AceBox;
import dev.trikk.rotation.ace.AceLogin;
import dev.trikk.rotation.ace.Farm;
import dev.trikk.text.Durations;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Balancers of the type {@code ace}. Those on the same box share it: it is asked by one at a time. */
final class AceBalancers implements AutoCloseable {
    private static final String CONTEXT = "Admin";
    private static final String POLL = "5s";
    private static final String TIMEOUT = "10s";
    private static final int SSH = 22;
    /** What concerns a pool, not the box. */
    private static final Set<String> OF_POOL = Set.of("context", "farms", "save");

    private final Connections connections;
    private final Clock clock;
    private final Pause pause;
    private final Map<Map<String, String>, AceBox> boxes = new ConcurrentHashMap<>();

    AceBalancers(Connections connections, Clock clock, Pause pause) {
        this.connections = connections;
        this.clock = clock;
        this.pause = pause;
    }

    /** @throws IllegalArgumentException when the settings make no sense, or the password cannot be had */
    LoadBalancer of(Balancer balancer) {
        Map<String, String> settings = balancer.settings();
        List<Farm> farms = Stream.of(required(balancer, "farms").split(",", -1))
                .map(Farm::parse)
                .toList();
        Map<String, String> ofBox = new HashMap<>(settings);
        ofBox.keySet().removeAll(OF_POOL);
        return new AceBalancer(
                boxes.computeIfAbsent(ofBox, any -> box(balancer)),
                settings.getOrDefault("context", CONTEXT),
                farms,
                Boolean.parseBoolean(settings.get("save")),
                pause);
    }

    private AceBox box(Balancer balancer) {
        Map<String, String> settings = balancer.settings();
        Duration poll = duration(settings, "poll", POLL);
        if (settings.getOrDefault("mode", "xml").equals("xml")) {
            required(balancer, "url");
            return AceBox.xml(connections.http(balancer.name(), settings), poll, clock);
        }
        String[] address = required(balancer, "address").split(":", 2);
        String password = connections
                .secret(balancer.name(), settings, "password")
                .map(Secret::reveal)
                .orElse("");
        return AceBox.ssh(
                new AceLogin(
                        address[0],
                        address.length == 1 ? SSH : Integer.parseInt(address[1]),
                        required(balancer, "user"),
                        password,
                        Path.of(required(balancer, "knownHosts")),
                        Boolean.parseBoolean(settings.get("oldAlgorithms")),
                        duration(settings, "timeout", TIMEOUT)),
                poll,
                clock);
    }

    private static Duration duration(Map<String, String> settings, String key, String preset) {
        return Durations.parse(settings.getOrDefault(key, preset)).orElseThrow();
    }

    private static String required(Balancer balancer, String name) {
        String value = balancer.settings().getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("balancer " + balancer.name() + " of type ace in mode "
                    + balancer.settings().getOrDefault("mode", "xml") + " needs a setting " + name);
        }
        return value;
    }

    /** Ends the sessions. */
    @Override
    public void close() {
        boxes.values().forEach(AceBox::close);
    }
}
