package dev.trikk.remote.ssh;

import dev.trikk.remote.ssh.HostKeys.Attempt;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.future.CancelOption;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** MINA's client, set up for many short scripts on servers that have to prove who they are. */
final class Clients {
    private static final int MISSED_HEARTBEATS = 3;

    private Clients() {}

    static SshClient start(SshSettings settings) {
        SshClient client = SshClient.setUpDefaultClient();
        HostKeys hostKeys = new HostKeys(settings.knownHosts());
        client.setServerKeyVerifier(hostKeys);
        client.addSessionListener(hostKeys);
        client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys(settings)));
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        // else ~/.ssh/config of whoever runs Trikk decides where a connection goes
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyExchangeFactories(curve25519First(client.getKeyExchangeFactories()));
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, settings.heartbeat());
        CoreModuleProperties.HEARTBEAT_REQUEST.set(client, "keepalive@openssh.com");
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MISSED_HEARTBEATS);
        // MINA counts heartbeats as use, so its own idle time-out would never come: PooledSession has one
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        client.start();
        return client;
    }

    /** Connects and logs in; blocks for each at most {@code timeout}. */
    static ClientSession connect(SshClient client, Destination to, Duration timeout) throws NotRun {
        InetSocketAddress address = new InetSocketAddress(to.host(), to.port());
        if (address.isUnresolved()) {
            throw NotRun.unreachable("no address is known for the name " + to.host());
        }
        Attempt attempt = new Attempt(to);
        ClientSession session = connected(client, to, address, attempt, timeout);
        try {
            session.auth().verify(timeout, CancelOption.CANCEL_ON_TIMEOUT);
            return session;
        } catch (IOException e) {
            session.close(true);
            throw notLoggedIn(to, attempt, e, timeout);
        }
    }

    private static ClientSession connected(
            SshClient client, Destination to, InetSocketAddress address, Attempt attempt, Duration timeout)
            throws NotRun {
        try {
            AttributeRepository context = AttributeRepository.ofKeyValuePair(HostKeys.ATTEMPT, attempt);
            return client.connect(to.login(), address, context, null)
                    .verify(timeout, CancelOption.CANCEL_ON_TIMEOUT)
                    .getClientSession();
        } catch (IOException e) {
            throw unreachable(to, e, timeout);
        }
    }

    private static NotRun notLoggedIn(Destination to, Attempt attempt, IOException e, Duration timeout) {
        if (attempt.objection().isPresent()) {
            return NotRun.refused(attempt.objection().get(), e);
        }
        if (isLoginRefused(e)) {
            return NotRun.refused(
                    to.server() + " does not let '" + to.login() + "' in with this key; put the public key into that"
                            + " user's ~/.ssh/authorized_keys and look into the server's log of sshd",
                    e);
        }
        return unreachable(to, e, timeout);
    }

    private static boolean isLoginRefused(IOException e) {
        return e instanceof SshException failure
                && failure.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
    }

    private static NotRun unreachable(Destination to, IOException e, Duration timeout) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof TimeoutException) {
            return NotRun.unreachable("no answer from " + to.server() + " within " + timeout.toMillis() + " ms", e);
        }
        if (root instanceof ConnectException) {
            return NotRun.unreachable(
                    "nobody answers at " + to.server() + " (" + root.getMessage() + "); is sshd running there?", e);
        }
        return NotRun.unreachable("no session with " + to + ": " + root.getMessage(), e);
    }

    /** The post-quantum exchanges cost several times the computing time when dozens of sessions start at once. */
    private static List<KeyExchangeFactory> curve25519First(List<KeyExchangeFactory> factories) {
        List<KeyExchangeFactory> sorted = new ArrayList<>(factories);
        sorted.sort(Comparator.comparing(factory -> !factory.getName().startsWith("curve25519")));
        return sorted;
    }

    private static List<KeyPair> keys(SshSettings settings) {
        FilePasswordProvider passphrase = (session, resource, retry) ->
                settings.passphrase().orElseThrow(() -> new IOException("it has a passphrase, and none is given"));
        try (InputStream file = Files.newInputStream(settings.key())) {
            List<KeyPair> keys = new ArrayList<>();
            Iterable<KeyPair> loaded =
                    SecurityUtils.loadKeyPairIdentities(null, new PathResource(settings.key()), file, passphrase);
            if (loaded != null) {
                loaded.forEach(keys::add);
            }
            if (keys.isEmpty()) {
                throw new IOException("it holds no key in a known format");
            }
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The private key " + settings.key() + " cannot be used: " + e.getMessage()
                            + "; trikk.ssh.key names it, trikk.ssh.passphrase unlocks it",
                    e);
        }
    }
}
