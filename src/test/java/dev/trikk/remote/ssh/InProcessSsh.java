package dev.trikk.remote.ssh;

import dev.trikk.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** MINA's server: runs commands with {@code sh}, counts what happens, can let logins wait, lets any login in. */
final class InProcessSsh implements TestSsh {
    private static final KeyPair CLIENT_KEY = Keys.ed25519();

    private final KeyPair hostKey;
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Map<Session, AtomicInteger> commands = new ConcurrentHashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger mostCommandsOfOneSession = new AtomicInteger();
    private final AtomicInteger waitingLogins = new AtomicInteger();
    private final AtomicInteger mostWaitingLogins = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    InProcessSsh(Path home) {
        this(home, Keys.ed25519());
    }

    InProcessSsh(Path home, KeyPair... hostKeys) {
        hostKey = hostKeys[0];
        CoreModuleProperties.NIO_WORKERS.set(server, 40);
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setPublickeyAuthenticator((login, key, session) -> {
            passGate();
            return KeyUtils.compareKeys(key, CLIENT_KEY.getPublic());
        });
        server.setCommandFactory((channel, command) -> new ShellCommand(command, home, this::counted, this::uncounted));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                sessions.incrementAndGet();
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void passGate() {
        mostWaitingLogins.accumulateAndGet(waitingLogins.incrementAndGet(), Math::max);
        try {
            if (!gate.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gate stayed closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waitingLogins.decrementAndGet();
        }
    }

    private void counted(Session session) {
        int now = commands.computeIfAbsent(session, key -> new AtomicInteger()).incrementAndGet();
        mostCommandsOfOneSession.accumulateAndGet(now, Math::max);
    }

    private void uncounted(Session session) {
        commands.get(session).decrementAndGet();
    }

    /** From now on logins wait until the gate is opened. */
    void closeGate() {
        gate = new CountDownLatch(1);
    }

    void openGate() {
        gate.countDown();
    }

    int waitingLogins() {
        return waitingLogins.get();
    }

    int mostWaitingLogins() {
        return mostWaitingLogins.get();
    }

    int mostCommandsOfOneSession() {
        return mostCommandsOfOneSession.get();
    }

    int sessionsEver() {
        return sessions.get();
    }

    int sessionsNow() {
        return server.getActiveSessions().size();
    }

    /** Cuts all connections without a word. */
    void cutConnections() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String login() {
        return "app";
    }

    @Override
    public KeyPair clientKey() {
        return CLIENT_KEY;
    }

    @Override
    public KeyPair hostKey() {
        return hostKey;
    }

    @Override
    public void close() {
        openGate();
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
