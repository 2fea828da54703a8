package dev.trikk.rotation.haproxy;

import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Members of HAProxy, by its runtime API. The stats socket must have {@code level admin}.
 *
 * <p>A member may be a server of the same name in several backends. It leaves when it is drained in all of them, its sessions
 * are the sum, and it is in service only where it is in all. A change that came through in some only is an outage: whoever
 * repeats it, or takes it back, finds out by reading which backends are left. Weights are never touched.
 *
 * <p>A member in maintenance is restored by way of draining: HAProxy would believe in it without a check otherwise. That
 * wait for its check lasts half a minute at most.
 */
public final class HaproxyBalancer implements LoadBalancer {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<HaproxyBackend> backends;
    private final Object draining = new Object();

    /** One backend, with five seconds to connect and five to reply. */
    public HaproxyBalancer(URI address, String backend, Pause pause) {
        this(address, List.of(backend), pause);
    }

    /** Several backends, with five seconds to connect and five to reply. */
    public HaproxyBalancer(URI address, List<String> backends, Pause pause) {
        this(address, backends, TIMEOUT, TIMEOUT, pause);
    }

    /**
     * Does not connect yet.
     *
     * @param address {@code tcp://host:port}, {@code unix:/path}, or {@code master:/path} for the socket of a master process,
     *     which always leads to the newest worker
     * @param backends at least one, each once
     * @throws IllegalArgumentException when the address or a backend's name cannot be one
     */
    public HaproxyBalancer(
            URI address, List<String> backends, Duration connectTimeout, Duration readTimeout, Pause pause) {
        if (backends.isEmpty() || new HashSet<>(backends).size() < backends.size()) {
            throw new IllegalArgumentException("HAProxy needs a backend, or several different ones, not " + backends);
        }
        RuntimeSocket socket = new RuntimeSocket(address, connectTimeout, readTimeout);
        this.backends = backends.stream()
                .map(backend -> new HaproxyBackend(socket, backend, pause))
                .toList();
    }

    @Override
    public List<Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        for (HaproxyBackend backend : backends) {
            backend.servers().forEach(server -> members.merge(server.name(), server.member(), HaproxyBalancer::both));
        }
        return List.copyOf(members.values());
    }

    /** Half in is in, as far as new traffic goes, and out, as far as one may count on it. */
    private static Member both(Member one, Member other) {
        boolean isIn = one.rotation() == Member.Rotation.IN || other.rotation() == Member.Rotation.IN;
        boolean isHalf = isIn && one.rotation() != other.rotation();
        Member.Rotation out = one.rotation() == Member.Rotation.OUT ? other.rotation() : one.rotation();
        return new Member(
                one.name(),
                isIn ? Member.Rotation.IN : out,
                one.healthy() && other.healthy() && !isHalf,
                one.sessions() + other.sessions());
    }

    @Override
    public void drain(String member) {
        HaproxyBackend.requireName(member);
        // two threads must not each take the other one for the member that stays
        synchronized (draining) {
            Map<HaproxyBackend, BackendServer> leavers = new LinkedHashMap<>();
            backends.forEach(backend -> leavers.put(backend, backend.leaver(member)));
            leavers.forEach(HaproxyBackend::drain);
        }
    }

    @Override
    public void restore(String member) {
        HaproxyBackend.requireName(member);
        backends.forEach(backend -> backend.restore(member));
    }

    @Override
    public String toString() {
        return backends.stream().map(HaproxyBackend::toString).collect(Collectors.joining(" and "));
    }
}
