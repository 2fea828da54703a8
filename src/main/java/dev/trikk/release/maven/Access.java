package dev.trikk.release.maven;

import dev.trikk.http.Login;
import dev.trikk.inventory.Repository;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** How Trikk gets into repositories. Safe for several threads. */
public interface Access {

    /**
     * The headers that prove who asks; none for a repository that everybody may read. Asked before every question, so that a
     * secret may be changed at any time.
     *
     * @throws IllegalArgumentException when a secret cannot be had; the message says which and why
     */
    List<Login> logins(Repository repository);

    /**
     * Whom to trust instead of Java's own authorities. Asked once per file of certificates.
     *
     * @throws IllegalArgumentException when the certificates cannot be read
     */
    Optional<SSLContext> trust(Repository repository);
}
