package dev.trikk.script;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Control;
import dev.trikk.release.Checksum;
import dev.trikk.release.Release;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Defaults; a test states only what matters to it. */
record Given(String name, String user, String version, Zip zip, Control control, URI location, long epoch) {

    static final Zip ZIP = Zip.of("bin/run.sh", "#!/bin/sh\n", "lib/app.jar", "1.0");

    private static final Control ITAS = Control.itas();

    static Given shop() {
        return new Given("shop", "shop", "1.0", ZIP, ITAS, URI.create("http://artifacts.invalid/shop.zip"), 7);
    }

    Given name(String other) {
        return new Given(other, other, version, zip, control, location, epoch);
    }

    Given user(String other) {
        return new Given(name, other, version, zip, control, location, epoch);
    }

    Given version(String other) {
        return new Given(name, user, other, zip, control, location, epoch);
    }

    Given zip(Zip other) {
        return new Given(name, user, version, other, control, location, epoch);
    }

    Given control(Control other) {
        return new Given(name, user, version, zip, other, location, epoch);
    }

    Given from(URI other) {
        return new Given(name, user, version, zip, control, other, epoch);
    }

    Given epoch(long other) {
        return new Given(name, user, version, zip, control, location, other);
    }

    Application application() {
        Artifact artifact = new Artifact("releases", "no.city", name, "zip", Optional.of("standalone"));
        return new Application(
                name,
                artifact,
                user,
                9010,
                "512m",
                true,
                "httpd-reload",
                Optional.empty(),
                control,
                3,
                Optional.empty(),
                Map.of());
    }

    Release release() {
        Checksum checksum = zip.checksum(Checksum.Algorithm.SHA256);
        return new Release(name, version, name, Release.Source.REPOSITORY, location, Optional.empty(), checksum);
    }

    Errand errand() {
        return new Errand(application(), release(), epoch, Duration.ofSeconds(30));
    }
}
