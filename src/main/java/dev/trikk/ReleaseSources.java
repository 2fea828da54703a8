package dev.trikk;

import dev.trikk.config.Settings;
import dev.trikk.inventory.Inventory;
import dev.trikk.release.Catalog;
import dev.trikk.release.Copies;
import dev.trikk.release.LocalReleases;
import dev.trikk.release.RecentReleases;
import dev.trikk.release.RecentVersions;
import dev.trikk.release.Releases;
import dev.trikk.release.maven.MavenCatalog;
import dev.trikk.release.maven.MavenCopies;
import dev.trikk.release.maven.MavenReleases;
import dev.trikk.release.maven.RepositoryClient;
import dev.trikk.release.upload.Uploads;
import java.time.Clock;

/** Where releases come from; every call to a repository is measured. */
record ReleaseSources(Releases releases, LocalReleases localReleases, Copies copies, Catalog catalog) {

    /**
     * By the settings.
     *
     * @throws CannotStart when something is missing that the inventory refers to
     */
    static ReleaseSources of(Settings settings, Connections outside, Inventory inventory, Clock clock) {
        Measured measured = outside.measured();
        RepositoryAccess access = new RepositoryAccess(outside);
        inventory.repositories().values().forEach(access::check);
        RepositoryClient repositories = Doors.repositories(settings, access, clock);
        return new ReleaseSources(
                new RecentReleases(measured.of(Releases.class, "repository", new MavenReleases(repositories)), clock),
                new Uploads(
                        settings.path("trikk.uploads"),
                        settings.path("trikk.data").resolve("releases"),
                        settings.size("trikk.uploads.limit")),
                measured.of(
                        Copies.class,
                        "repository",
                        new MavenCopies(
                                repositories,
                                settings.path("trikk.data").resolve("copies"),
                                settings.size("trikk.uploads.limit"),
                                settings.duration("trikk.script.deadline"))),
                new RecentVersions(measured.of(Catalog.class, "repository", new MavenCatalog(repositories)), clock));
    }
}
