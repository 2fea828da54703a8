package dev.trikk.release.maven;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Checksum;
import dev.trikk.release.Release;
import dev.trikk.release.Releases;
import dev.trikk.release.Versions;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Releases of a repository in Maven layout. A refusal (401, 403) or a web page in place of a file is an
 * {@link Releases.UnknownRelease}: the repository has answered, and asking again gets the same answer. One look-up asks
 * at most seven questions, most often two or three.
 */
public final class MavenReleases implements Releases {

    private static final int METADATA_BYTES = 4 << 20;
    private static final int SUGGESTIONS = 5;
    private static final Comparator<String> ORDER = Comparator.comparing(ComparableVersion::new);

    private final RepositoryClient client;
    private final Digests digests;

    /**
     * Prepares to ask; nothing is asked yet.
     *
     * @param connect how long a connection to a repository may take
     * @param timeout how long one answer may take, with its redirects and its body
     */
    public MavenReleases(Duration connect, Duration timeout) {
        this.client = new RepositoryClient(connect, timeout);
        this.digests = new Digests(client);
    }

    @Override
    public Release resolve(Application application, Repository repository, String version) {
        MavenLayout layout = new MavenLayout(repository, application.artifact());
        String exact = fileVersion(layout, pick(layout, version));
        URI file = layout.file(exact);
        Answer head = existing(layout, file, version);
        Checksum checksum = digests.of(repository, file, head).orElseThrow(() -> noChecksum(layout, file));
        return new Release(
                application.name(),
                exact,
                application.artifact().name(),
                Release.Source.REPOSITORY,
                file,
                repository.httpProxy(),
                checksum);
    }

    /**
     * All versions that a repository lists for an application, the newest first. Reads only; one question.
     *
     * @throws UnknownRelease when it lists none
     * @throws RepositoryUnavailable when it could not be asked
     */
    public List<String> versions(Application application, Repository repository) {
        return listed(new MavenLayout(repository, application.artifact())).newestFirst();
    }

    private String pick(MavenLayout layout, String version) {
        return switch (version) {
            case Versions.LATEST -> listed(layout).latest().orElseThrow(() -> noVersion(layout));
            case Versions.RELEASE -> {
                Versions versions = listed(layout);
                yield versions.release().orElseThrow(() -> onlySnapshots(layout, versions));
            }
            default -> safe(layout, version);
        };
    }

    private String fileVersion(MavenLayout layout, String version) {
        if (!version.endsWith("-SNAPSHOT")) {
            return version;
        }
        Optional<MavenMetadata> metadata = metadata(layout.repository(), layout.snapshotMetadata(version));
        return safe(
                layout,
                metadata.flatMap(found -> found.fileVersion(layout.artifact(), version))
                        .orElse(version));
    }

    private Answer existing(MavenLayout layout, URI file, String version) {
        Answer answer = client.head(layout.repository(), file);
        if (answer.isFound()) {
            return answer;
        }
        throw answer.isAbsent()
                ? absent(layout, file, version)
                : RepositoryClient.refusal(layout.repository(), file, answer);
    }

    private Versions listed(MavenLayout layout) {
        return metadata(layout.repository(), layout.metadata())
                .map(found -> new Versions(found.versions(), ORDER))
                .orElseThrow(() -> noVersion(layout));
    }

    private Optional<MavenMetadata> metadata(Repository repository, URI file) {
        Answer answer = client.get(repository, file, METADATA_BYTES);
        if (answer.isAbsent()) {
            return Optional.empty();
        }
        if (!answer.isFound()) {
            throw RepositoryClient.refusal(repository, file, answer);
        }
        if (answer.isTooLong()) {
            throw unknown(
                    repository,
                    "has a list of versions longer than " + METADATA_BYTES + " bytes: " + MavenLayout.shown(file));
        }
        try {
            return Optional.of(MavenMetadata.read(answer.body()));
        } catch (XMLStreamException e) {
            // plain file servers show a list while it is being written
            throw new RepositoryUnavailable(
                    MavenLayout.named(repository) + " has a broken list of versions: " + MavenLayout.shown(file), e);
        }
    }

    private static String safe(MavenLayout layout, String version) {
        if (Versions.isSafe(version)) {
            return version;
        }
        throw unknown(
                layout.repository(),
                "cannot have such a version of " + layout.coordinates()
                        + ": only letters, digits and . _ + - may be in it, and at most 100 of them");
    }

    private UnknownRelease absent(MavenLayout layout, URI file, String version) {
        List<String> near = near(layout, version);
        String hint = near.isEmpty() ? "" : "; near it: " + String.join(", ", near);
        return unknown(
                layout.repository(),
                "has no " + layout.coordinates() + " in version " + version + " at " + MavenLayout.shown(file) + hint);
    }

    /** Suggestions only decorate an answer that stands already: no list, no suggestions. */
    private List<String> near(MavenLayout layout, String version) {
        try {
            return listed(layout).near(version, SUGGESTIONS);
        } catch (UnknownRelease | RepositoryUnavailable e) {
            return List.of();
        }
    }

    private static UnknownRelease noVersion(MavenLayout layout) {
        return unknown(
                layout.repository(),
                "lists no version of " + layout.coordinates() + " in " + MavenLayout.shown(layout.metadata()));
    }

    private static UnknownRelease onlySnapshots(MavenLayout layout, Versions versions) {
        List<String> some = versions.newestFirst().stream().limit(SUGGESTIONS).toList();
        return unknown(
                layout.repository(),
                "lists only snapshots of " + layout.coordinates() + ": " + String.join(", ", some));
    }

    private static UnknownRelease noChecksum(MavenLayout layout, URI file) {
        return unknown(
                layout.repository(),
                "has no checksum, neither as header nor beside the file, of " + MavenLayout.shown(file));
    }

    private static UnknownRelease unknown(Repository repository, String reason) {
        return new UnknownRelease(MavenLayout.named(repository) + " " + reason);
    }
}
