package dev.trikk.release.maven;

import dev.trikk.http.Reply;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where redirects may lead. Pure. */
final class Hops {
    /** As many as the JDK's own client follows. */
    static final int MOST = 5;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private Hops() {}

    /** Where a reply sends us; nowhere if it is no redirect, or one out of an encrypted connection, or not onto the web. */
    static Optional<URI> next(URI from, Reply reply) {
        return Optional.of(reply)
                .filter(one -> REDIRECTS.contains(one.status()))
                .flatMap(one -> one.header("location"))
                .flatMap(location -> resolved(from, location))
                .filter(to -> isSafe(from, to));
    }

    /** Whether a login of the one may be shown to the other: scheme, host and port are the same. */
    static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static Optional<URI> resolved(URI from, String location) {
        try {
            return Optional.of(from.resolve(location)).filter(to -> to.getScheme() != null && to.getHost() != null);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isSafe(URI from, URI to) {
        boolean isEncrypted = "https".equalsIgnoreCase(to.getScheme());
        return isEncrypted || ("http".equalsIgnoreCase(to.getScheme()) && !"https".equalsIgnoreCase(from.getScheme()));
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
