package dev.trikk.release.maven;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Checksum;
import dev.trikk.release.Release;
import dev.trikk.release.Release.Source;
import dev.trikk.release.Releases;
import dev.trikk.release.Versions;
import java.net.URI;
import java.util.List;

/**
 * Releases of a repository in Maven layout. A refusal (401, 403) or a web page in place of a file is an
 * {@link Releases.UnknownRelease}: the repository has answered, and asking again gets the same answer. One look-up asks
 * two or three questions most often; more where newest versions lack the file, or a Nexus has many pages of them.
 */
public final class MavenReleases implements Releases {

    private static final int SUGGESTIONS = 5;
    /** So many listed versions may lack the file: they were deleted since, or built without it. */
    private static final int TRIES = 5;

    private final RepositoryClient client;
    private final MavenCatalog catalog;
    private final Digests digests;

    /** @param client who asks */
    public MavenReleases(RepositoryClient client) {
        this.client = client;
        this.catalog = new MavenCatalog(client);
        this.digests = new Digests(client);
    }

    @Override
    public Release resolve(Application application, Repository repository, String version) {
        MavenLayout layout = new MavenLayout(repository, application.artifact());
        Found found = isOne(version) ? exact(layout, version) : newest(layout, version);
        Checksum checksum =
                digests.of(layout, found.version(), found.head()).orElseThrow(() -> noChecksum(layout, found));
        return new Release(
                application.name(),
                found.version(),
                application.artifact().name(),
                repository.hasLogin() ? Source.CARRIED : Source.REPOSITORY,
                layout.file(found.version()),
                repository.httpProxy(),
                checksum);
    }

    /** A file that is there. */
    private record Found(String version, Answer head) {}

    private static boolean isOne(String version) {
        return !version.equals(Versions.LATEST) && !version.equals(Versions.RELEASE) && !Versions.isRange(version);
    }

    private Found exact(MavenLayout layout, String version) {
        Found found = look(layout, safe(layout, version));
        if (found.head().isFound()) {
            return found;
        }
        throw found.head().isAbsent()
                ? absent(layout, found, version)
                : Refusals.of(layout.repository(), layout.file(found.version()), found.head());
    }

    /** The newest that is meant and has the file: a list may name what was deleted since, or was built without it. */
    private Found newest(MavenLayout layout, String wanted) {
        Versions versions = catalog.listed(layout);
        List<String> candidates = candidates(layout, versions, wanted);
        for (String version : candidates.stream().limit(TRIES).toList()) {
            Found found = look(layout, version);
            if (!found.head().isAbsent()) {
                return exact(layout, found);
            }
        }
        throw candidates.isEmpty() ? noneIsMeant(layout, versions, wanted) : noneIsThere(layout, candidates);
    }

    private static Found exact(MavenLayout layout, Found found) {
        if (found.head().isFound()) {
            return found;
        }
        throw Refusals.of(layout.repository(), layout.file(found.version()), found.head());
    }

    private Found look(MavenLayout layout, String version) {
        String inName = version.endsWith("-SNAPSHOT")
                ? safe(layout, catalog.newest(layout, version).orElse(version))
                : version;
        return new Found(inName, client.head(layout.repository(), layout.file(inName)));
    }

    private static List<String> candidates(MavenLayout layout, Versions versions, String wanted) {
        try {
            return Wish.among(versions, wanted);
        } catch (IllegalArgumentException e) {
            throw Refusals.unknown(layout.repository(), "was not asked: " + e.getMessage());
        }
    }

    private static String safe(MavenLayout layout, String version) {
        if (Versions.isSafe(version)) {
            return version;
        }
        throw Refusals.unknown(
                layout.repository(),
                "cannot have such a version of " + layout.coordinates()
                        + ": only letters, digits and . _ + - may be in it, and at most 100 of them");
    }

    private UnknownRelease absent(MavenLayout layout, Found found, String version) {
        URI file = layout.file(found.version());
        List<String> near = near(layout, version);
        String hint = near.isEmpty() ? "" : "; near it: " + String.join(", ", near);
        return Refusals.unknown(
                layout.repository(),
                "has no " + layout.coordinates() + " in version " + version + " at " + MavenLayout.shown(file) + hint);
    }

    /** Suggestions only decorate an answer that stands already: no list, no suggestions. */
    private List<String> near(MavenLayout layout, String version) {
        try {
            return catalog.listed(layout).near(version, SUGGESTIONS);
        } catch (UnknownRelease | RepositoryUnavailable e) {
            return List.of();
        }
    }

    private static UnknownRelease noneIsMeant(MavenLayout layout, Versions versions, String wanted) {
        String what = wanted.equals(Versions.RELEASE)
                ? "lists only snapshots of " + layout.coordinates()
                : "lists no version in " + wanted + " of " + layout.coordinates() + ", but";
        return Refusals.unknown(layout.repository(), what + ": " + some(versions.newestFirst()));
    }

    private static UnknownRelease noneIsThere(MavenLayout layout, List<String> candidates) {
        return Refusals.unknown(
                layout.repository(),
                "lists " + some(candidates) + " of " + layout.coordinates() + ", but has the file of none of them");
    }

    private static String some(List<String> versions) {
        return String.join(", ", versions.stream().limit(SUGGESTIONS).toList());
    }

    private static UnknownRelease noChecksum(MavenLayout layout, Found found) {
        return Refusals.unknown(
                layout.repository(),
                "has no checksum, neither as header nor beside the file, of "
                        + MavenLayout.shown(layout.file(found.version())));
    }
}
