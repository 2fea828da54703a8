package dev.trikk.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one system is reached. Shows itself without its path and its logins: some addresses are secrets themselves.
 *
 * @param name what the inventory calls it, for sentences
 * @param url its root; the targets of calls are appended to it
 * @param logins headers that every call carries
 * @param trust file of PEM certificates that are trusted instead of Java's own
 * @param connect how long a connection may take
 * @param timeout how long a whole reply may take
 */
public record Link(String name, URI url, List<Login> logins, Optional<Path> trust, Duration connect, Duration timeout) {

    /** Its host, with the port if one is written. */
    public String host() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** As it reads in sentences: {@code tracker (jira.example.org)}. */
    public String inWords() {
        return name + " (" + host() + ")";
    }

    /** A text that came from there, with stars for the secrets of its logins. */
    public String hiddenIn(String text) {
        String hidden = text;
        for (Login login : logins) {
            hidden = login.hiddenIn(hidden);
        }
        return hidden;
    }

    @Override
    public String toString() {
        return name + " (" + url.getScheme() + "://" + host() + ")";
    }
}
