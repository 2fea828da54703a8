package dev.trikk.release.maven;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Catalog;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Versions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * The versions that a repository lists: in its {@code maven-metadata.xml}, which clients write, and beyond it where its type
 * can be asked. Nexus keeps the list that the last client wrote, so what was uploaded or deleted in another way is missing
 * there or left over: its search is asked too, and the list for what the search does not know yet.
 */
public final class MavenCatalog implements Catalog {
    static final Comparator<String> ORDER = Comparator.comparing(ComparableVersion::new);
    private static final int METADATA_BYTES = 4 << 20;

    private final RepositoryClient client;
    private final NexusSearch nexus;
    private final ArtifactorySearch artifactory;

    /** @param client who asks */
    public MavenCatalog(RepositoryClient client) {
        this.client = client;
        this.nexus = new NexusSearch(client);
        this.artifactory = new ArtifactorySearch(client);
    }

    @Override
    public List<String> versions(Application application, Repository repository) {
        return listed(new MavenLayout(repository, application.artifact())).newestFirst();
    }

    /** What is listed. */
    Versions listed(MavenLayout layout) {
        Optional<MavenMetadata> metadata = metadata(layout.repository(), layout.metadata());
        List<String> listed =
                new ArrayList<>(metadata.map(MavenMetadata::versions).orElse(List.of()));
        if (layout.repository().type() == Repository.Type.NEXUS) {
            nexus.all(layout).forEach(asset -> listed.add(Versions.built(asset.version())));
        } else if (layout.repository().type() == Repository.Type.ARTIFACTORY && metadata.isEmpty()) {
            artifactory.versions(layout).forEach(version -> listed.add(Versions.built(version)));
        }
        if (listed.isEmpty()) {
            throw Refusals.unknown(
                    layout.repository(),
                    "lists no version of " + layout.coordinates() + " in " + MavenLayout.shown(layout.metadata()));
        }
        return new Versions(listed, ORDER);
    }

    /** The version in the name of the newest file of a snapshot version; none if it bears the plain one. */
    Optional<String> newest(MavenLayout layout, String snapshot) {
        Optional<MavenMetadata> metadata = metadata(layout.repository(), layout.snapshotMetadata(snapshot));
        if (metadata.isEmpty() && layout.repository().type() == Repository.Type.NEXUS) {
            return nexus.snapshots(layout, snapshot).stream()
                    .map(NexusSearch.Asset::version)
                    .filter(version -> Versions.built(version).equals(snapshot))
                    .max(ORDER);
        }
        return metadata.flatMap(found -> found.fileVersion(layout.artifact(), snapshot));
    }

    private Optional<MavenMetadata> metadata(Repository repository, URI file) {
        Answer answer = client.get(repository, file, METADATA_BYTES);
        if (answer.isAbsent()) {
            return Optional.empty();
        }
        if (!answer.isFound()) {
            throw Refusals.of(repository, file, answer);
        }
        if (answer.isTooLong()) {
            throw Refusals.unknown(
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
}
