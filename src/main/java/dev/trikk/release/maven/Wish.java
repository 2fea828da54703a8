package dev.trikk.release.maven;

import dev.trikk.release.Versions;
import java.util.List;
import org.apache.maven.artifact.versioning.ArtifactVersion;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.Restriction;
import org.apache.maven.artifact.versioning.VersionRange;

/** What a request may mean that names no single version: {@code latest}, {@code release} or a range. Pure. */
final class Wish {
    private Wish() {}

    /**
     * Those of the listed versions that are meant, the newest first. A range holds what Maven says, so {@code 2.0-rc-1} is in
     * {@code [1.2,2.0)}; but snapshots only where a bound names one, for nobody who writes 2.0 there means its snapshot.
     *
     * @throws IllegalArgumentException when a range is none
     */
    static List<String> among(Versions versions, String wanted) {
        return switch (wanted) {
            case Versions.LATEST -> versions.newestFirst();
            case Versions.RELEASE -> versions.releases();
            default -> inRange(versions, range(wanted));
        };
    }

    /** Reads a range. */
    static VersionRange range(String text) {
        try {
            return VersionRange.createFromVersionSpec(text);
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalArgumentException(
                    text + " is no range of versions as Maven writes it: " + e.getMessage(), e);
        }
    }

    private static List<String> inRange(Versions versions, VersionRange range) {
        List<String> some = range.getRestrictions().stream().anyMatch(Wish::namesSnapshot)
                ? versions.newestFirst()
                : versions.releases();
        return some.stream()
                .filter(version -> range.containsVersion(new DefaultArtifactVersion(version)))
                .toList();
    }

    private static boolean namesSnapshot(Restriction restriction) {
        return isSnapshot(restriction.getLowerBound()) || isSnapshot(restriction.getUpperBound());
    }

    private static boolean isSnapshot(ArtifactVersion bound) {
        return bound != null && Versions.isSnapshot(bound.toString());
    }
}
