package dev.trikk.rotation.ace;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;

/** Makes sessions with one box. It has a client of its own: what this box is allowed, no other connection is. */
final class Sessions {
    /** A login costs an old box some seconds of arithmetic. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final Duration IDLE = Duration.ofMinutes(2);

    private final AceLogin login;
    private volatile String objection = "";

    Sessions(AceLogin login) {
        this.login = login;
    }

    SshClient client() {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(new HostKey());
        client.setUserAuthFactories(
                List.of(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        // else ~/.ssh/config of whoever runs Trikk decides where a connection goes
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, IDLE);
        if (login.oldAlgorithms()) {
            allowOld(client);
        }
        client.start();
        return client;
    }

    /** Behind the new ones, so that a box that knows better does better. */
    @SuppressWarnings("deprecation") // a box of 2010 knows nothing better, and its owner has asked for it
    private static void allowOld(SshClient client) {
        client.setKeyExchangeFactories(both(
                client.getKeyExchangeFactories(),
                NamedFactory.setUpTransformedFactories(true, BuiltinDHFactories.VALUES, ClientBuilder.DH2KEX)));
        client.setCipherFactories(both(
                client.getCipherFactories(),
                NamedFactory.setUpBuiltinFactories(
                        true,
                        List.of(
                                BuiltinCiphers.aes128cbc,
                                BuiltinCiphers.aes192cbc,
                                BuiltinCiphers.aes256cbc,
                                BuiltinCiphers.tripledescbc))));
        client.setMacFactories(both(
                client.getMacFactories(),
                NamedFactory.setUpBuiltinFactories(true, List.of(BuiltinMacs.hmacsha1, BuiltinMacs.hmacmd5))));
        client.setSignatureFactories(both(
                client.getSignatureFactories(),
                NamedFactory.setUpBuiltinFactories(true, List.of(BuiltinSignatures.rsa, BuiltinSignatures.dsa))));
    }

    private static <T extends NamedResource> List<T> both(List<T> first, List<? extends T> more) {
        Map<String, T> all = new LinkedHashMap<>();
        first.forEach(one -> all.put(one.getName(), one));
        more.forEach(one -> all.putIfAbsent(one.getName(), one));
        return new ArrayList<>(all.values());
    }

    /** Connects and logs in; blocks for ten seconds each at most. */
    ClientSession open(SshClient client) throws IOException {
        if (!Files.isReadable(login.knownHosts())) {
            throw new Refusal("the file with its host key, " + login.knownHosts() + ", cannot be read");
        }
        objection = "";
        ClientSession session;
        try {
            session = client.connect(login.user(), login.host(), login.port())
                    .verify(CONNECT)
                    .getClientSession();
        } catch (IOException e) {
            throw new IOException("no connection: " + root(e), e);
        }
        session.addPasswordIdentity(login.password());
        try {
            session.auth().verify(CONNECT);
            return session;
        } catch (IOException e) {
            session.close(true);
            if (!objection.isEmpty()) {
                throw new Refusal(objection);
            }
            throw new IOException("no login as " + login.user() + ": " + root(e), e);
        }
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    private final class HostKey extends KnownHostsServerKeyVerifier {
        HostKey() {
            super(RejectAllServerKeyVerifier.INSTANCE, login.knownHosts());
        }

        @Override
        protected boolean acceptUnknownHostKey(ClientSession session, SocketAddress address, PublicKey key) {
            objection = "its host key, " + fingerprint(key) + ", is not known; after checking the fingerprint: "
                    + "ssh-keyscan -p " + login.port() + " " + login.host() + " >> " + login.knownHosts();
            return false;
        }

        @Override
        public boolean acceptModifiedServerKey(
                ClientSession session,
                SocketAddress address,
                KnownHostEntry entry,
                PublicKey expected,
                PublicKey actual) {
            objection = "its host key HAS CHANGED: it was " + fingerprint(expected) + " and now is "
                    + fingerprint(actual) + "; somebody may be listening, or the box was replaced";
            return false;
        }

        @Override
        protected Collection<SshdSocketAddress> resolveHostNetworkIdentities(
                ClientSession session, SocketAddress address) {
            return List.of(new SshdSocketAddress(login.host(), login.port()));
        }

        private static String fingerprint(PublicKey key) {
            return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
        }
    }
}
