package dev.trikk.rotation.nginx;

import dev.trikk.inventory.Server;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pause;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One upstream of nginx. Its servers lie in a file of their own, which nginx includes; a member leaves when its line gets the
 * word {@code down} and nginx has new workers. The file is replaced at once and tested before the reload. A look costs one
 * script over SSH.
 *
 * <p>nginx itself tells neither connections nor health. Sessions are the established TCP connections from its host to the
 * member, of old workers and idle ones too; healthy is who accepts a connection from there.
 */
public final class NginxBalancer implements LoadBalancer {
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._/-]{1,200}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int LOOKS_FOR_LOST = 10;

    private final OnServer door;
    private final Server host;
    private final String login;
    private final String file;
    private final NginxScripts scripts;
    private final Pause pause;
    private final Object changing = new Object();

    /**
     * Does not connect yet.
     *
     * @param host where nginx runs
     * @param file with the servers; its folder must belong to {@code login}
     * @param command that runs nginx with its configuration; {@code -t} and {@code -s reload} are put behind it
     * @param pid the file in which nginx writes the number of its master process
     * @throws IllegalArgumentException when a file is none
     */
    public NginxBalancer(
            OnServer door, Server host, String login, String file, String command, String pid, Pause pause) {
        this(door, host, login, file, command, pid, PATIENCE, pause);
    }

    /** The same with another time for nginx to have new workers after a reload. */
    NginxBalancer(
            OnServer door,
            Server host,
            String login,
            String file,
            String command,
            String pid,
            Duration patience,
            Pause pause) {
        for (String path : List.of(file, pid)) {
            if (!PATH.matcher(path).matches()) {
                throw new IllegalArgumentException("nginx needs an absolute path of plain letters, not " + path);
            }
        }
        this.door = door;
        this.host = host;
        this.login = login;
        this.file = file;
        this.scripts = new NginxScripts(file, pid, command, patience);
        this.pause = pause;
    }

    @Override
    public List<Member> members() {
        return look().members();
    }

    @Override
    public void drain(String name) {
        synchronized (changing) {
            NginxState state = look();
            Member member = find(state, name);
            if (member.rotation() != Rotation.IN) {
                return;
            }
            boolean others =
                    state.members().stream().anyMatch(other -> !other.name().equals(name) && other.inService());
            if (member.inService() && !others) {
                throw new LastMember(name + " is the last member in service of " + this + ": not drained");
            }
            change(state, name, true, now -> find(now, name).rotation() != Rotation.IN);
        }
    }

    @Override
    public void restore(String name) {
        synchronized (changing) {
            NginxState state = look();
            find(state, name);
            if (!isIn(state, name)) {
                change(state, name, false, now -> isIn(now, name));
            }
        }
    }

    private static boolean isIn(NginxState state, String name) {
        return state.inForce()
                && state.members().stream()
                        .anyMatch(member -> member.name().equals(name) && member.rotation() == Rotation.IN);
    }

    /** Whatever the outcome is, and even if there is none: what the host shows afterwards counts. */
    private void change(NginxState state, String name, boolean isDown, Predicate<NginxState> done) {
        Upstream wanted = state.upstream().with(name, isDown);
        Outcome outcome = door.run(host, login, scripts.change(state.upstream().text(), wanted.text()));
        boolean isLost = outcome.status() == Status.LOST || outcome.status() == Status.TIMED_OUT;
        NginxState seen = look();
        for (int look = 1; isLost && look < LOOKS_FOR_LOST && !done.test(seen); look++) {
            pause.pause(LOOK_AGAIN);
            seen = look();
        }
        if (!done.test(seen)) {
            throw new BalancerUnavailable(
                    "%s: %s is not %s; the script for it: %s"
                            .formatted(this, name, isDown ? "down" : "up", brief(outcome.explanation())),
                    null);
        }
    }

    private NginxState look() {
        Outcome outcome = door.run(host, login, scripts.look());
        if (!outcome.isOk()) {
            throw new BalancerUnavailable(this + ": " + brief(outcome.explanation()), null);
        }
        try {
            return NginxState.of(outcome.stdout());
        } catch (ProtocolException garbled) {
            throw new BalancerUnavailable(this + ": " + garbled.getMessage(), garbled);
        }
    }

    private Member find(NginxState state, String name) {
        return state.members().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no server %s, only %s"
                        .formatted(
                                this,
                                name,
                                state.members().stream().map(Member::name).toList())));
    }

    private static String brief(String text) {
        return text.substring(0, Math.min(text.length(), 300));
    }

    @Override
    public String toString() {
        return "nginx at " + host.address() + ", " + file;
    }
}
