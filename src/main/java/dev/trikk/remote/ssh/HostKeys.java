package dev.trikk.remote.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in only servers whose host key stands in the known_hosts file, and leaves a sentence about the others. Asks a server first for a key of a kind that the file has of it, as OpenSSH does: a server has several keys,
 * and one that is not in the file would look like a changed one.
 */
final class HostKeys extends KnownHostsServerKeyVerifier implements SessionListener {
    /** In the context of a connection. */
    static final AttributeKey<Attempt> ATTEMPT = new AttributeKey<>();

    private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);

    HostKeys(Path file) {
        super(RejectAllServerKeyVerifier.INSTANCE, file);
    }

    /** One connection to a destination. A session forgets its attributes when it is closed, so this is kept apart. */
    static final class Attempt {
        private final Destination destination;
        private volatile String objection;

        Attempt(Destination destination) {
            this.destination = destination;
        }

        /** Why the host key was refused, if it was. */
        Optional<String> objection() {
            return Optional.ofNullable(objection);
        }
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        boolean accepted = super.verifyServerKey(session, address, key);
        if (!accepted && attempt(session).objection == null) {
            attempt(session).objection = "the host key of " + server(session) + ", " + fingerprint(key)
                    + ", is revoked in " + getPath() + " or signed by an authority that is not in it";
        }
        return accepted;
    }

    @Override
    protected boolean acceptUnknownHostKey(ClientSession session, SocketAddress address, PublicKey key) {
        attempt(session).objection = "the host key of " + server(session) + ", " + fingerprint(key)
                + ", is not known; after checking the fingerprint: " + keyscan(session);
        return false;
    }

    @Override
    public boolean acceptModifiedServerKey(
            ClientSession session, SocketAddress address, KnownHostEntry entry, PublicKey expected, PublicKey actual) {
        attempt(session).objection = "the host key of " + server(session) + " HAS CHANGED: it was "
                + fingerprint(expected) + " and now is " + fingerprint(actual)
                + "; somebody may be listening, or the"
                + " server was set up anew; after checking the fingerprint: ssh-keygen -f " + getPath()
                + " -R '"
                + knownHostsName(session) + "' && " + keyscan(session);
        return false;
    }

    @Override
    protected Collection<SshdSocketAddress> resolveHostNetworkIdentities(ClientSession session, SocketAddress address) {
        Destination destination = destination(session);
        return List.of(new SshdSocketAddress(destination.host(), destination.port()));
    }

    @Override
    public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
        Set<String> known = knownKeyTypes(destination(session));
        proposal.computeIfPresent(KexProposalOption.SERVERKEYS, (option, algorithms) -> Arrays.stream(
                        algorithms.split(","))
                .sorted(Comparator.comparing(algorithm -> !known.contains(KeyUtils.getCanonicalKeyType(algorithm))))
                .collect(Collectors.joining(",")));
    }

    private Set<String> knownKeyTypes(Destination destination) {
        try {
            return KnownHostEntry.readKnownHostEntries(getPath()).stream()
                    .filter(entry -> entry.isHostMatch(destination.host(), destination.port()))
                    .filter(entry ->
                            entry.getMarker() == null || entry.getMarker().isEmpty())
                    .map(entry -> entry.getKeyEntry().getKeyType())
                    .collect(Collectors.toSet());
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot read {}: {}", getPath(), e.toString());
            return Set.of();
        }
    }

    private String keyscan(ClientSession session) {
        Destination destination = destination(session);
        return "ssh-keyscan -p " + destination.port() + " " + destination.host() + " >> " + getPath();
    }

    private static String knownHostsName(ClientSession session) {
        Destination destination = destination(session);
        return destination.port() == 22 ? destination.host() : "[" + destination.host() + "]:" + destination.port();
    }

    private static String server(ClientSession session) {
        return destination(session).server();
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
    }

    private static Destination destination(Session session) {
        return attempt(session).destination;
    }

    private static Attempt attempt(Session session) {
        return ((ClientSession) session).getConnectionContext().getAttribute(ATTEMPT);
    }
}
