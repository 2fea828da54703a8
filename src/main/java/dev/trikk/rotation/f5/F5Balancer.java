package dev.trikk.rotation.f5;

import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pause;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One pool of an F5 BIG-IP, by iControl REST. A draining member ({@code user-disabled}) still gets those whom persistence binds to
 * it; one that is shut ({@code user-down}, forced offline) gets nobody. Only the running configuration is changed: after a reboot
 * every member stands as it was saved. In a cluster the url is that of the active unit.
 */
public final class F5Balancer implements LoadBalancer {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int READ_BACKS = 5;
    private static final Pattern NAME = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}){2,8}");

    private static final Map<String, String> DRAIN = Map.of("session", "user-disabled", "state", "user-up");
    private static final Map<String, String> SHUT = Map.of("session", "user-disabled", "state", "user-down");
    private static final Map<String, String> READY = Map.of("session", "user-enabled", "state", "user-up");

    private final Rest rest;
    private final String pool;
    private final String members;
    private final Pause pause;
    private final Object draining = new Object();

    /**
     * Does not connect yet.
     *
     * @param http leads to the management address, without a login where tokens are used
     * @param login who fetches tokens; without one the link's own login is sent with every call
     * @param pool its name; one that does not begin with the name of a partition is in {@code /Common}
     * @param version of the BIG-IP whose replies are asked for, for instance {@code 16.1.0}
     * @throws IllegalArgumentException when that cannot be a pool's name
     */
    public F5Balancer(Http http, Optional<TokenLogin> login, String pool, Optional<String> version, Pause pause) {
        this.rest = new Rest(http, login, version);
        this.pool = pool.startsWith("/") ? pool : "/Common/" + pool;
        if (!NAME.matcher(this.pool).matches()) {
            throw new IllegalArgumentException("'" + pool + "' cannot be the name of a pool; it is /PARTITION/NAME");
        }
        this.members =
                "/mgmt/tm/ltm/pool/" + Call.segment(this.pool.replace('/', '~')).replace("%7E", "~") + "/members";
        this.pause = pause;
    }

    @Override
    public List<Member> members() {
        List<PoolMember> all = all();
        List<Member> shown = new ArrayList<>();
        all.forEach(member -> shown.add(member.member(all, connections(member))));
        return List.copyOf(shown);
    }

    /** Asks for the statistics of this one only. */
    @Override
    public Member member(String name) {
        List<PoolMember> all = all();
        PoolMember member = find(all, name);
        return member.member(all, connections(member));
    }

    @Override
    public void drain(String member) {
        // two threads must not each take the other one for the member that stays
        synchronized (draining) {
            List<PoolMember> all = all();
            PoolMember found = find(all, member);
            if (found.rotation() != Rotation.IN) {
                return;
            }
            if (found.healthy()
                    && all.stream().filter(other -> !other.equals(found)).noneMatch(PoolMember::inService)) {
                throw new LastMember(member + " is the last member in service of " + this + ": not drained");
            }
            change(found, DRAIN, seen -> seen.rotation() != Rotation.IN);
        }
    }

    /** Forces a draining member offline: what it serves goes on, and nobody comes any more. */
    @Override
    public boolean shut(String member) {
        synchronized (draining) {
            PoolMember found = find(all(), member);
            if (found.rotation() != Rotation.DRAINING) {
                return false;
            }
            change(found, SHUT, seen -> seen.rotation() == Rotation.OUT);
            return true;
        }
    }

    @Override
    public void restore(String member) {
        PoolMember found = find(all(), member);
        if (found.rotation() != Rotation.IN) {
            change(found, READY, seen -> seen.rotation() == Rotation.IN);
        }
    }

    /** Whatever the reply is, and even if it is lost: what the BIG-IP shows afterwards counts. */
    private void change(PoolMember member, Map<String, String> fields, Predicate<PoolMember> done) {
        Exception complaint = patch(member, fields);
        PoolMember seen = look(member);
        for (int look = 1; look < READ_BACKS && !done.test(seen); look++) {
            pause.pause(LOOK_AGAIN);
            seen = look(member);
        }
        if (!done.test(seen)) {
            String why = complaint == null ? "it reported success" : complaint.getMessage();
            throw unavailable(
                    "no effect of session %s, state %s: %s. It shows %s"
                            .formatted(fields.get("session"), fields.get("state"), why, seen),
                    complaint);
        }
    }

    /** What the reply complained about, or null. */
    private Exception patch(PoolMember member, Map<String, String> fields) {
        try {
            rest.patch(member.path(), fields);
            return null;
        } catch (HttpUnavailable | HttpRefused | ProtocolException failure) {
            return failure;
        }
    }

    private PoolMember look(PoolMember member) {
        return reading(() -> PoolMember.of(rest.get(member.path())));
    }

    private List<PoolMember> all() {
        return reading(() -> PoolMember.all(rest.get(members)));
    }

    private int connections(PoolMember member) {
        return reading(() -> PoolMember.connections(rest.get(member.path() + "/stats")));
    }

    private interface Look<T> {
        T take() throws ProtocolException;
    }

    private <T> T reading(Look<T> look) {
        try {
            return look.take();
        } catch (HttpUnavailable | HttpRefused | ProtocolException failure) {
            throw unavailable(failure.getMessage(), failure);
        }
    }

    private PoolMember find(List<PoolMember> all, String member) {
        return all.stream()
                .filter(one -> one.name(all).equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no member %s, only %s"
                        .formatted(
                                this,
                                member,
                                all.stream().map(one -> one.name(all)).toList())));
    }

    private BalancerUnavailable unavailable(String what, Exception cause) {
        Optional<Duration> after = cause instanceof HttpUnavailable away ? away.after() : Optional.empty();
        return new BalancerUnavailable(this + ": " + what, after, cause);
    }

    @Override
    public String toString() {
        return "BIG-IP at " + rest + ", pool " + pool;
    }
}
