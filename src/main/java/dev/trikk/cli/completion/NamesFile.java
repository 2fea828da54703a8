package dev.trikk.cli.completion;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of one daemon's names, which the shells read at every Tab:
 *
 * <pre>
 * trikk-names 1 SECONDS URL        when the daemon was asked last, in seconds since 1970, with or without success
 * etag TAG                         what the daemon knows the names by
 * applications shop permits        and the other lines of {@link Names}
 * </pre>
 *
 * Its name is made of the URL, so that the shells find it without a process; the URL in it tells which of two that make the same
 * name it belongs to. Safe for several processes: it is replaced as a whole.
 */
public final class NamesFile {
    private static final String MARK = "trikk-names 1 ";
    private static final int LONGEST = 100;

    private final Path file;
    private final String url;

    /** The file of that daemon in a folder, which need not be there. */
    public NamesFile(Path folder, String url) {
        String key = url.replaceAll("[^A-Za-z0-9.-]", "_");
        this.file = folder.resolve("names-" + key.substring(0, Math.min(key.length(), LONGEST)));
        this.url = url;
    }

    /**
     * What is in it.
     *
     * @param asked when the daemon was asked last
     * @param etag empty when the daemon has never answered
     * @param lines of names
     */
    public record Content(Instant asked, Optional<String> etag, List<String> lines) {
        static final Content NOTHING = new Content(Instant.EPOCH, Optional.empty(), List.of());

        /** The same names, asked for at another time. */
        public Content askedAt(Instant time) {
            return new Content(time, etag, lines);
        }
    }

    /** What is in it; nothing where it is missing, damaged or another daemon's. */
    public Content read() throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return Content.NOTHING;
        } catch (java.nio.charset.CharacterCodingException damaged) {
            return Content.NOTHING;
        }
        if (lines.isEmpty() || !lines.get(0).matches("\\Q" + MARK + "\\E[0-9]{1,12} .*")) {
            return Content.NOTHING;
        }
        String[] head = lines.get(0).split(" ", 4);
        if (!head[3].equals(url)) {
            return Content.NOTHING;
        }
        boolean tagged = lines.size() > 1 && lines.get(1).startsWith("etag ");
        return new Content(
                Instant.ofEpochSecond(Long.parseLong(head[2])),
                tagged ? Optional.of(lines.get(1).substring("etag ".length())) : Optional.empty(),
                lines.subList(tagged ? 2 : 1, lines.size()));
    }

    /** Replaces it at once, readable by its owner only. */
    public void write(Content content) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(MARK + content.asked().getEpochSecond() + " " + url);
        content.etag().filter(tag -> tag.matches("[!-~]{1,200}")).ifPresent(tag -> lines.add("etag " + tag));
        lines.addAll(content.lines());
        Path draft = Files.createTempFile(
                folder(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, lines);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Does something while no other process does it; nothing when one is at it. */
    public void alone(Work work) throws IOException {
        Path lock = folder().resolve(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                work.run();
            }
        }
    }

    private Path folder() throws IOException {
        return Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** What may fail at the disk. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws IOException;
    }
}
