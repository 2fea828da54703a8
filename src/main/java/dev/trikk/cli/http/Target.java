package dev.trikk.cli.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Which daemon is spoken to, and as whom.
 *
 * @param url where its API is, without the path {@code /api}
 * @param token who speaks; none for a daemon that has not been logged in to
 * @param cafile certificates that are trusted, instead of the JDK's
 */
public record Target(URI url, Optional<String> token, Optional<Path> cafile) {

    /** Whether others on the way could read the token. */
    public boolean isOpenToOthers() {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        boolean loopback = host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
        return !"https".equalsIgnoreCase(url.getScheme()) && !loopback;
    }

    /** The address of a path of the API. */
    URI at(String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
