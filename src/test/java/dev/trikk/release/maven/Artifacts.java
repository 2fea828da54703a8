package dev.trikk.release.maven;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Control;
import dev.trikk.inventory.Repository;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Fixtures: an application whose assemblies lie under {@code /no/oslo/booking}. */
final class Artifacts {

    private Artifacts() {}

    static Artifact anArtifact() {
        return new Artifact("releases", "no.oslo", "booking", "zip", Optional.of("standalone"));
    }

    static Application anApplication() {
        return new Application(
                "booking",
                anArtifact(),
                "booking",
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
        return new Repository("releases", url, Optional.empty());
    }
}
