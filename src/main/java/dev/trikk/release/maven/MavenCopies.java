package dev.trikk.release.maven;

import dev.trikk.inventory.Repository;
import dev.trikk.release.Checksum;
import dev.trikk.release.Copies;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.RepositoryUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Downloads zips into a folder of this machine, and only of this process: what an earlier one left there is deleted. */
public final class MavenCopies implements Copies {
    private final RepositoryClient client;
    private final Path folder;
    private final long limit;
    private final Duration deadline;

    /**
     * Prepares the folder.
     *
     * @param folder where copies are kept while they are needed; is made when missing, and emptied
     * @param limit how long a zip may be, in bytes
     * @param deadline how long a download may take
     * @throws UncheckedIOException when the folder cannot be prepared
     */
    public MavenCopies(RepositoryClient client, Path folder, long limit, Duration deadline) {
        this.client = client;
        this.folder = folder;
        this.limit = limit;
        this.deadline = deadline;
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.part")) {
                left.forEach(MavenCopies::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep copies of releases in " + folder, e);
        }
    }

    @Override
    public Copy bring(Release release, Repository repository) {
        Path file = newFile();
        boolean good = false;
        try {
            download(release, repository, file);
            good = true;
        } finally {
            if (!good) {
                delete(file);
            }
        }
        return new Copy(file, () -> delete(file));
    }

    private void download(Release release, Repository repository, Path file) {
        URI from = release.location();
        MessageDigest digest = digest(release.checksum());
        Answer answer = get(repository, from, digest, file);
        if (!answer.isFound()) {
            throw Refusals.of(repository, from, answer);
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(release.checksum().hex())) {
            throw Refusals.unknown(
                    repository,
                    "has another file than before: expected "
                            + release.checksum().algorithm().ending() + " "
                            + release.checksum().hex() + ", got " + actual + ": " + MavenLayout.shown(from));
        }
    }

    private Answer get(Repository repository, URI from, MessageDigest digest, Path file) {
        try {
            FileSink sink = new FileSink(file, digest, limit);
            try {
                Answer answer = client.get(repository, from, sink, deadline);
                if (sink.isTooLong()) {
                    throw Refusals.unknown(
                            repository, "has a file longer than " + limit + " bytes: " + MavenLayout.shown(from));
                }
                return answer;
            } finally {
                sink.close();
            }
        } catch (IOException e) {
            throw new RepositoryUnavailable("Trikk cannot write to " + folder + " (" + e + ")", e);
        }
    }

    private Path newFile() {
        try {
            return Files.createTempFile(folder, "copy-", ".part");
        } catch (IOException e) {
            throw new RepositoryUnavailable("Trikk cannot write to " + folder + " (" + e + ")", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    private static MessageDigest digest(Checksum checksum) {
        try {
            return MessageDigest.getInstance(checksum.algorithm().javaName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "every JDK has " + checksum.algorithm().javaName(), e);
        }
    }
}
