package dev.trikk.inventory;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A repository in Maven layout.
 *
 * @param name its name in the inventory
 * @param type what it is
 * @param url its root
 * @param httpProxy proxy through which the servers (and Trikk) reach it
 * @param access how Trikk gets in: what of {@code user} with {@code password}, {@code token}, {@code apiKey} and {@code trust} is
 *     there; a secret is a reference, {@code env:NAME} or {@code file:/path}
 */
public record Repository(String name, Type type, URI url, Optional<URI> httpProxy, Map<String, String> access) {

    /** What can be asked beyond the files themselves. */
    public enum Type {
        /** Files only. */
        MAVEN,
        /** JFrog Artifactory: its url ends in {@code /artifactory/KEY} or the like. */
        ARTIFACTORY,
        /** Sonatype Nexus 3: its url ends in {@code /repository/NAME}. */
        NEXUS
    }

    /** One of plain files, which everybody may read. */
    public static Repository open(String name, URI url, Optional<URI> httpProxy) {
        return new Repository(name, Type.MAVEN, url, httpProxy, Map.of());
    }

    /** Whether it wants to know who asks. Trikk does: a server never learns a login. */
    public boolean hasLogin() {
        return Stream.of("user", "token", "apiKey").anyMatch(access::containsKey);
    }

    /** File of certificates in PEM that are trusted instead of Java's own. */
    public Optional<Path> trust() {
        return Optional.ofNullable(access.get("trust")).map(Path::of);
    }
}
