package dev.trikk.demo.ace;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in for a Cisco ACE: XML over HTTPS and a command line over SSH, on loopback ports, over the same contexts and serverfarms,
 * which really spread HTTP requests over their members. What the vendor's manuals do not allow is refused. Safe for several threads.
 */
public final class AceStandIn implements AutoCloseable {
    /** The only user. */
    public static final String USER = "trikk";

    private static final String ADMIN = "Admin";

    private final Object lock = new Object();
    private final Map<String, StandInContext> contexts = new LinkedHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final String password;
    private final StandInStyle style;
    private final SelfSigned identity;
    private final StandInXml xml;
    private final StandInSsh ssh;
    private volatile StandInFault fault = StandInFault.NONE;
    private volatile boolean isOnlyForChanges;

    /**
     * Starts at once, with the context Admin alone.
     *
     * @param folder where its certificate and its host key are put for those who shall trust them
     */
    public AceStandIn(Path folder, String password, StandInStyle style) throws IOException {
        this.password = password;
        this.style = style;
        context(ADMIN);
        identity = SelfSigned.in(folder);
        xml = new StandInXml(this, identity);
        ssh = new StandInSsh(this, folder);
    }

    /** A context, which is made if it is not there. */
    public StandInContext context(String name) {
        synchronized (lock) {
            return contexts.computeIfAbsent(name, made -> new StandInContext(made, lock));
        }
    }

    /** From now on something is wrong with it. */
    public void suffer(StandInFault from) {
        suffer(from, false);
    }

    /** From now on something is wrong with it, perhaps only when it shall change something. */
    public void suffer(StandInFault from, boolean onlyForChanges) {
        isOnlyForChanges = onlyForChanges;
        fault = from;
    }

    /** Where the XML interface listens. */
    public URI xml() {
        return xml.uri();
    }

    /** File with the certificate of the XML interface, in PEM. */
    public Path certificate() {
        return identity.file();
    }

    /** Where SSH listens. */
    public int sshPort() {
        return ssh.port();
    }

    /** File with the host key. */
    public Path knownHosts() {
        return ssh.knownHosts();
    }

    /** All lines that were run, by either interface, with the context in front of each. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** SSH sessions that have logged in so far. */
    public int sessions() {
        return ssh.sessions();
    }

    StandInStyle style() {
        return style;
    }

    boolean knows(String user, String given) {
        return user.equals(USER) && given.equals(password);
    }

    Optional<StandInContext> find(String context) {
        synchronized (lock) {
            return Optional.ofNullable(contexts.get(context));
        }
    }

    List<StandInContext> contexts() {
        synchronized (lock) {
            return List.copyOf(contexts.values());
        }
    }

    Object lock() {
        return lock;
    }

    void ran(String context, String line) {
        lines.add(context + ": " + line);
    }

    StandInFault fault(boolean isChange) {
        return isChange || !isOnlyForChanges ? fault : StandInFault.NONE;
    }

    @Override
    public void close() throws IOException {
        xml.close();
        ssh.close();
        contexts().forEach(StandInContext::close);
    }
}
