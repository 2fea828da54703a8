package dev.trikk.rotation.haproxy;

import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.LoadBalancer.LastMember;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pause;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One backend of HAProxy. Safe for several threads, as long as only one at a time drains. */
final class HaproxyBackend {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int READ_BACKS = 10;
    private static final int CHECK_LOOKS = 150;
    private static final int QUOTED = 200;

    /** What HAProxy allows in names; so nothing in them can end a command or begin another. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");

    private final RuntimeSocket socket;
    private final String backend;
    private final Pause pause;

    HaproxyBackend(RuntimeSocket socket, String backend, Pause pause) {
        this.socket = socket;
        this.backend = requireName(backend);
        this.pause = pause;
    }

    /**
     * A server that may leave.
     *
     * @throws LastMember when nobody else would be in service here
     */
    BackendServer leaver(String member) {
        List<BackendServer> servers = servers();
        BackendServer server = find(servers, member);
        refuseLast(server, servers);
        return server;
    }

    /** Drains a server that was seen so. One in maintenance stays there: drained, it would be reached with a cookie again. */
    void drain(BackendServer server) {
        if (server.rotation() != Rotation.OUT) {
            change(server.name(), seen -> seen.rotation() != Rotation.IN, state(server.name(), "drain"));
        }
    }

    void restore(String member) {
        BackendServer server = find(servers(), member);
        if (server.rotation() == Rotation.IN) {
            return;
        }
        if (server.rotation() == Rotation.OUT) {
            leaveMaintenance(server);
        }
        change(member, seen -> seen.rotation() == Rotation.IN, state(member, "ready"));
    }

    private void leaveMaintenance(BackendServer server) {
        String drain = state(server.name(), "drain");
        if (!server.checked()) {
            change(server.name(), seen -> seen.rotation() != Rotation.OUT, drain);
            return;
        }
        // HAProxy keeps the check result from before the maintenance; told that the server is down, it needs new ones
        String distrust = set(server.name()) + " health down";
        change(server.name(), seen -> seen.rotation() != Rotation.OUT, drain, distrust);
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
    private void change(String member, Predicate<BackendServer> done, String... commands) {
        String complaint;
        IOException lost = null;
        try {
            complaint = socket.ask(commands).strip();
        } catch (IOException failure) {
            complaint = "the reply was lost, " + failure.getMessage();
            lost = failure;
        }
        boolean refused = lost == null && !complaint.isEmpty();
        BackendServer seen = look(member, done, refused ? 1 : READ_BACKS);
        if (!done.test(seen)) {
            String why = refused ? words(complaint) : complaint.isEmpty() ? "it reported success" : complaint;
            throw unavailable(
                    "no effect of '%s': %s. It shows %s".formatted(String.join(";", commands), why, seen), lost);
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

    /** All of its servers, as they are now. */
    List<BackendServer> servers() {
        try {
            String reply = socket.ask("show servers state " + backend, "show stat " + backend + " 4 -1");
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
        if (refusal.startsWith("No such server")) {
            return "it has no such server in its backend " + backend;
        }
        if (refusal.startsWith("Unknown command")) {
            return "it does not know the command; is that the stats socket of a HAProxy from 1.8 up? "
                    + "A master's socket (-S) is written master:/path";
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

    static String requireName(String name) {
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
