package dev.trikk.demo.ace;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;

/** The command line over SSH: a shell, or an exec channel for one line. The login lands in Admin. */
final class StandInSsh implements AutoCloseable {
    /** Making one takes a second; every box of this process has the same. */
    private static final KeyPair KEY = key();

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path knownHosts;
    private final AtomicInteger sessions = new AtomicInteger();

    StandInSsh(AceStandIn box, Path folder) throws IOException {
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(KEY));
        server.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        server.setPasswordAuthenticator((user, password, session) -> {
            boolean isKnown = box.knows(user, password);
            sessions.addAndGet(isKnown ? 1 : 0);
            return isKnown;
        });
        server.setShellFactory(channel -> new Terminal(box, ""));
        server.setCommandFactory((channel, line) -> new Terminal(box, line));
        if (box.style().oldAlgorithms()) {
            speakOld();
        }
        server.start();
        knownHosts = folder.resolve("ace-known-hosts");
        Files.writeString(
                knownHosts, "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(KEY.getPublic()) + "\n");
    }

    private static KeyPair key() {
        try {
            return KeyUtils.generateKeyPair("ssh-rsa", 2048);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("deprecation") // a box of 2010 knows nothing better
    private void speakOld() {
        server.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(true, List.of(BuiltinDHFactories.dhg1), ServerBuilder.DH2KEX));
        server.setCipherFactories(List.of(BuiltinCiphers.aes128cbc));
        server.setMacFactories(List.of(BuiltinMacs.hmacsha1));
        server.setSignatureFactories(List.of(BuiltinSignatures.rsa));
    }

    int port() {
        return server.getPort();
    }

    Path knownHosts() {
        return knownHosts;
    }

    int sessions() {
        return sessions.get();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
