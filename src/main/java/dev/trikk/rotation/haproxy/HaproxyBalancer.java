package dev.trikk.rotation.haproxy;

import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pause;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One backend of HAProxy, by its runtime API. The stats socket must have {@code level admin}.
 *
 * <p>A member in maintenance is restored by way of draining: HAProxy would believe in it without a check otherwise. That
 * wait for its check lasts half a minute at most.
 */
public final class HaproxyBalancer implements LoadBalancer {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int READ_BACKS = 10;
    private static final int CHECK_LOOKS = 150;
    private static final int QUOTED = 200;

    /** What HAProxy allows in names; so nothing in them can end a command or begin another. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");

    private final RuntimeSocket socket;
    private final String backend;
    private final Pause pause;
    private final Object draining = new Object();

    /** With five seconds to connect and five to reply. */
    public HaproxyBalancer(URI address, String backend, Pause pause) {
        this(address, backend, TIMEOUT, TIMEOUT, pause);
    }

    /**
     * Does not connect yet.
     *
     * @param address {@code tcp://host:port} or {@code unix:/path}
     * @throws IllegalArgumentException when the address or the backend's name cannot be one
     */
    public HaproxyBalancer(URI address, String backend, Duration connectTimeout, Duration readTimeout, Pause pause) {
        this.socket = new RuntimeSocket(address, connectTimeout, readTimeout);
        this.backend = requireName(backend);
        this.pause = pause;
    }

    @Override
    public List<Member> members() {
        return servers().stream().map(BackendServer::member).toList();
    }

    @Override
    public void drain(String member) {
        String drain = state(member, "drain");
        // two threads must not each take the other one for the member that stays
        synchronized (draining) {
            List<BackendServer> servers = servers();
            BackendServer server = find(servers, member);
            if (server.rotation() == Rotation.OUT) {
                return;
            }
            refuseLast(server, servers);
            change(member, drain, seen -> seen.rotation() != Rotation.IN);
        }
    }

    @Override
    public void restore(String member) {
        String ready = state(member, "ready");
        BackendServer server = find(servers(), member);
        if (server.rotation() == Rotation.IN) {
            return;
        }
        if (server.rotation() == Rotation.OUT) {
            leaveMaintenance(server);
        }
        change(member, ready, seen -> seen.rotation() == Rotation.IN);
    }

    private void leaveMaintenance(BackendServer server) {
        String drain = state(server.name(), "drain");
        if (!server.checked()) {
            change(server.name(), drain, seen -> seen.rotation() != Rotation.OUT);
            return;
        }
        // HAProxy keeps the check result from before the maintenance; told that the server is down, it needs new ones
        String distrust = drain + ";" + set(server.name()) + " health down";
        change(server.name(), distrust, seen -> seen.rotation() != Rotation.OUT);
        if (!look(server.name(), BackendServer::running, CHECK_LOOKS).running()) {
            throw unavailable("its own check of " + server.name() + " has not passed; it is left draining", null);
        }
    }

    private void refuseLast(BackendServer server, List<BackendServer> servers) {
        boolean serves = server.rotation() == Rotation.IN && server.running();
        boolean others = servers.stream()
                .filter(other -> !other.name().equals(server.name()))
                .anyMatch(other -> other.member().inService());
        if (serves && !others) {
            throw new LastMember(server.name() + " is the last member in service of " + this + ": not drained");
        }
    }

    /** Whatever the reply is, and even if it is lost: what HAProxy shows afterwards counts. */
    private void change(String member, String command, Predicate<BackendServer> done) {
        String complaint;
        IOException lost = null;
        try {
            complaint = socket.ask(command).strip();
        } catch (IOException failure) {
            complaint = "the reply was lost, " + failure.getMessage();
            lost = failure;
        }
        boolean refused = lost == null && !complaint.isEmpty();
        BackendServer seen = look(member, done, refused ? 1 : READ_BACKS);
        if (!done.test(seen)) {
            String why = refused ? words(complaint) : complaint.isEmpty() ? "it reported success" : complaint;
            throw unavailable("no effect of '%s': %s. It shows %s".formatted(command, why, seen), lost);
        }
    }

    /** Looks until it is so, a few times. */
    private BackendServer look(String member, Predicate<BackendServer> wanted, int looks) {
        BackendServer seen = find(servers(), member);
        for (int look = 1; look < looks && !wanted.test(seen); look++) {
            pause.pause(LOOK_AGAIN);
            seen = find(servers(), member);
        }
        return seen;
    }

    private List<BackendServer> servers() {
        try {
            String reply = socket.ask("show servers state %1$s;show stat %1$s 4 -1".formatted(backend));
            // every command's output ends with an empty line, and there is none inside
            String[] outputs = reply.strip().split("\n\n", -1);
            if (outputs[0].lines().noneMatch(line -> line.startsWith("# be_id"))) {
                throw new ProtocolException(words(outputs[0]));
            }
            if (outputs.length != 2 || !reply.endsWith("\n\n")) {
                throw new ProtocolException("the reply was cut off");
            }
            return BackendServer.all(backend, outputs[0], outputs[1]);
        } catch (IOException failure) {
            throw unavailable(failure.getMessage(), failure);
        }
    }

    private BackendServer find(List<BackendServer> servers, String member) {
        return servers.stream()
                .filter(server -> server.name().equals(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no server %s, only %s"
                        .formatted(
                                this,
                                member,
                                servers.stream().map(BackendServer::name).toList())));
    }

    private String words(String refusal) {
        if (refusal.startsWith("Permission denied")) {
            return "permission denied; give its 'stats socket' the words 'level admin'";
        }
        if (refusal.startsWith("Can't find backend") || refusal.startsWith("No such backend")) {
            return "it has no backend " + backend;
        }
        String line = refusal.lines().findFirst().orElse("nothing");
        return "it answered: " + line.substring(0, Math.min(line.length(), QUOTED));
    }

    private String state(String member, String state) {
        return set(member) + " state " + state;
    }

    private String set(String member) {
        return "set server " + backend + "/" + requireName(member);
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot be a name in HAProxy");
        }
        return name;
    }

    private BalancerUnavailable unavailable(String what, Throwable cause) {
        return new BalancerUnavailable(this + ": " + what, cause);
    }

    @Override
    public String toString() {
        return "HAProxy at " + socket + ", backend " + backend;
    }
}
