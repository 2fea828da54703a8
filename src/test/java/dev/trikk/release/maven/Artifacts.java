package dev.trikk.release.maven;

import dev.trikk.Patience;
import dev.trikk.http.Login;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Control;
import dev.trikk.inventory.Repository;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Fixtures: an application whose assemblies lie under {@code /no/oslo/booking}. */
final class Artifacts {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

    private Artifacts() {}

    static Artifact anArtifact() {
        return new Artifact("releases", "no.oslo", "booking", "zip", Optional.of("standalone"));
    }

    static Application anApplication() {
        return anApplication(anArtifact());
    }

    /** One of which no repository has anything. */
    static Application anotherApplication() {
        return anApplication(new Artifact("releases", "no.oslo", "parking", "zip", Optional.of("standalone")));
    }

    private static Application anApplication(Artifact artifact) {
        return new Application(
                artifact.name(),
                artifact,
                artifact.name(),
                9001,
                "512m",
                true,
                "true",
                Optional.empty(),
                Control.itas(),
                2,
                Optional.empty(),
                Map.of());
    }

    static Repository aRepository(URI url) {
        return Repository.open("releases", url, Optional.empty());
    }

    /** One that wants a login; where its secrets are does not matter here. */
    static Repository aRepository(Repository.Type type, URI url) {
        return new Repository("releases", type, url, Optional.empty(), Map.of("token", "env:TOKEN"));
    }

    /** Someone who asks with these logins and does not give up. */
    static RepositoryClient aClient(Login... logins) {
        return aClient(Patience.LONG, logins);
    }

    static RepositoryClient aClient(Duration patience, Login... logins) {
        return new RepositoryClient(patience, patience, access(logins), CLOCK);
    }

    private static Access access(Login... logins) {
        return new Access() {
            @Override
            public List<Login> logins(Repository repository) {
                return List.of(logins);
            }

            @Override
            public Optional<SSLContext> trust(Repository repository) {
                return Optional.empty();
            }
        };
    }
}
