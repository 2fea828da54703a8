package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.http.Login;
import dev.trikk.http.camel.Trust;
import dev.trikk.inventory.Repository;
import dev.trikk.release.maven.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Fetches the secrets of repositories from where the inventory says they are. */
record RepositoryAccess(Connections connections) implements Access {
    /** JFrog's own header, see its REST reference. */
    private static final String API_KEY = "X-JFrog-Art-Api";

    @Override
    public List<Login> logins(Repository repository) {
        List<Login> logins = new ArrayList<>(connections.logins(repository.name(), repository.access()));
        connections
                .secret(repository.name(), repository.access(), "apiKey")
                .map(Secret::reveal)
                .map(key -> new Login(API_KEY, key))
                .ifPresent(logins::add);
        return List.copyOf(logins);
    }

    @Override
    public Optional<SSLContext> trust(Repository repository) {
        return repository.trust().map(Trust::context);
    }

    /**
     * Tries whether everything is there that the inventory refers to.
     *
     * @throws CannotStart when it is not
     */
    void check(Repository repository) {
        try {
            logins(repository);
            trust(repository);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(e.getMessage());
        }
    }
}
