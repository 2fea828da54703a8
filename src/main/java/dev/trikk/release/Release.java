package dev.trikk.release;

import java.net.URI;
import java.util.Optional;

/**
 * An installable version of an application, resolved once and the same for every server.
 *
 * @param application name of the application
 * @param version the exact version; for a snapshot the timestamped one
 * @param name artifact name: the NAME in {@code NAME-VERSION-standalone}
 * @param source where it comes from
 * @param location URL of its zip for a release of a repository; path of the file on Trikk's machine for a local one
 * @param httpProxy proxy through which the servers download it
 * @param checksum what the zip must hash to on every server
 */
public record Release(
        String application,
        String version,
        String name,
        Source source,
        URI location,
        Optional<URI> httpProxy,
        Checksum checksum) {

    /** Where releases come from. */
    public enum Source {
        /** A repository from which every server downloads it. */
        REPOSITORY,
        /** A repository that wants a login, which no server gets: Trikk downloads it and carries it to them. */
        CARRIED,
        /** A file on Trikk's machine. */
        LOCAL
    }

    /**
     * Name of its directory on a server. A developer may build one version many times: a local release carries its
     * digest, so that a new build never lands in the folder of the one that runs.
     */
    public String directory() {
        String build = source == Source.LOCAL ? "-" + checksum.hex().substring(0, 8) : "";
        return name + "-" + version + build + "-standalone";
    }

    /** Name of its zip on a server. */
    public String file() {
        return directory() + ".zip";
    }
}
