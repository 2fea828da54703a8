package dev.trikk.release.upload;

import dev.trikk.release.Builds;
import dev.trikk.release.Checksum;
import dev.trikk.release.Releases.UnknownRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds that were sent, below the folder for uploads: {@code builds/SHA-256/NAME.zip}. Safe for several threads. */
public final class ReceivedBuilds implements Builds {
    private static final String BELOW = "builds";
    private static final Pattern NAME = Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._+-]{0,95}\\.zip");
    private static final Pattern FILE = Pattern.compile(BELOW + "/([0-9a-f]{64})/.*");

    private final Path folder;

    /** @param uploads the folder for uploads; is made when missing */
    public ReceivedBuilds(Path uploads) {
        this.folder = uploads.resolve(BELOW);
    }

    /** The digest that a request's file must have because its path says so. */
    static Optional<String> promised(String file) {
        return Optional.of(FILE.matcher(file)).filter(Matcher::matches).map(found -> found.group(1));
    }

    @Override
    public Delivery begin(String name, Checksum promised) {
        if (!NAME.matcher(name).matches()) {
            throw new UnknownRelease(
                    "A build is called NAME.zip, with only letters, digits and . _ + - in NAME, at most 96 of them");
        }
        try {
            Files.createDirectories(folder);
            return new Incoming(name, promised, folder, BELOW);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take " + name + " below " + folder, e);
        }
    }

    /**
     * Deletes what has lain for too long, used or not; a deployment has its own copy of what it uses.
     *
     * @param before what came before then is deleted
     * @throws UncheckedIOException when the folder cannot be read, or something in it not be deleted
     */
    public void prune(Instant before) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> inwards = found.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : inwards) {
                prune(path, before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete what is old below " + folder, e);
        }
    }

    private static void prune(Path path, Instant before) throws IOException {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(before) && !isFolderInUse(path)) {
            Files.delete(path);
        }
    }

    private static boolean isFolderInUse(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isPresent();
        }
    }
}
