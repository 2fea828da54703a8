package dev.trikk.release.upload;

import dev.trikk.inventory.Application;
import dev.trikk.release.Checksum;
import dev.trikk.release.LocalReleases;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.UnknownRelease;
import dev.trikk.release.Versions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Releases from a folder into which developers and CI put their builds. Each is copied before it is used, so that the
 * original may be overwritten or deleted while servers still fetch it. Safe for several threads.
 */
public final class Uploads implements LocalReleases {

    private final Path folder;
    private final Path kept;
    private final long limitBytes;

    /**
     * Names the folders; nothing is read yet.
     *
     * @param folder below which the builds lie
     * @param kept where the copies are kept, named by their digest; is made when missing
     * @param limitBytes how long a build may be
     */
    public Uploads(Path folder, Path kept, long limitBytes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.kept = kept.toAbsolutePath().normalize();
        this.limitBytes = limitBytes;
    }

    /**
     * Keeps a copy of a build and makes it a release. Taking the same content again gives the same copy. Blocks while the
     * file is copied and has reached the disk.
     *
     * @param application whose build it is
     * @param version what the build calls itself
     * @param file path of a zip, relative to the folder
     * @throws UnknownRelease when there is no such file, or one that must not be installed
     * @throws UncheckedIOException when this machine could not copy it, for instance because its disk is full
     */
    @Override
    public Release take(Application application, String version, String file) {
        if (!Versions.isSafe(version)) {
            throw new UnknownRelease("The version of " + file
                    + " is none: only letters, digits and . _ + - may be in it, and at most 100 of them");
        }
        try {
            Checksum checksum = keep(file, find(file));
            requirePromised(file, checksum);
            return new Release(
                    application.name(),
                    version,
                    application.artifact().name(),
                    Release.Source.LOCAL,
                    copy(checksum).toUri(),
                    Optional.empty(),
                    checksum);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a copy of " + file + " in " + kept, e);
        }
    }

    private static void requirePromised(String file, Checksum checksum) {
        ReceivedBuilds.promised(file)
                .filter(promised -> !promised.equals(checksum.hex()))
                .ifPresent(promised -> {
                    throw new UnknownRelease(
                            file + " has the SHA-256 " + checksum.hex() + " now; send the build again");
                });
    }

    /**
     * Deletes the copy of a release that no deployment needs any more; that it is gone already is fine.
     *
     * @throws UncheckedIOException when it cannot be deleted
     */
    public void forget(Checksum checksum) {
        try {
            Files.deleteIfExists(copy(checksum));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + copy(checksum), e);
        }
    }

    private Path copy(Checksum checksum) {
        return kept.resolve(checksum.hex() + ".zip");
    }

    /** The real path of a build, which links inside the folder may lead to, but not out of it. */
    private Path find(String file) throws IOException {
        Path found = real(file);
        if (!found.startsWith(folder.toRealPath())) {
            throw outside(file);
        }
        if (!Files.isRegularFile(found)) {
            throw new UnknownRelease(file + " in " + folder + " is not a file");
        }
        if (!Files.isReadable(found)) {
            throw new UnknownRelease("Trikk may not read " + file + " in " + folder);
        }
        return found;
    }

    private Path real(String file) {
        try {
            Path wanted = folder.resolve(file).normalize();
            if (!wanted.startsWith(folder)) {
                throw outside(file);
            }
            return wanted.toRealPath();
        } catch (IOException | InvalidPathException e) {
            throw new UnknownRelease("There is no file " + file + " in " + folder);
        }
    }

    private UnknownRelease outside(String file) {
        return new UnknownRelease(file + " is not below " + folder + ", where builds are taken from");
    }

    /** Judges the copy, not the original: that one may change while we look. */
    private Checksum keep(String file, Path original) throws IOException {
        Files.createDirectories(kept);
        Path part = Files.createTempFile(kept, "take-", ".part");
        try {
            Checksum checksum = new HashingCopy(limitBytes).copy(file, original, part);
            ZipRules.check(file, part);
            Files.move(part, copy(checksum), StandardCopyOption.ATOMIC_MOVE);
            sync(kept);
            return checksum;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Without it a power cut may undo the rename, after the ledger has learned the name. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
