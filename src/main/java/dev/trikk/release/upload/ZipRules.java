package dev.trikk.release.upload;

import dev.trikk.release.Releases.UnknownRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What a zip must be like before it is unpacked on servers. */
final class ZipRules {

    /** Absolute, of a Windows drive, or with a step upwards; some programs write backslashes. */
    private static final Pattern ESCAPES =
            Pattern.compile("[/\\\\].*|[A-Za-z]:.*|(.*[/\\\\])?\\.\\.([/\\\\].*)?", Pattern.DOTALL);

    private ZipRules() {}

    /**
     * Checks a zip by its table of contents.
     *
     * @param name what a refusal calls it
     * @throws UnknownRelease when it is empty, no zip, or would write outside the folder it is unpacked in
     */
    static void check(String name, Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new UnknownRelease(name + " is empty");
        }
        List<String> entries = entries(name, file);
        if (entries.isEmpty()) {
            throw new UnknownRelease(name + " is a zip with nothing in it");
        }
        entries.stream()
                .filter(entry -> ESCAPES.matcher(entry).matches())
                .findFirst()
                .ifPresent(entry -> {
                    throw new UnknownRelease(name + " would write outside its folder: it holds " + entry);
                });
    }

    private static List<String> entries(String name, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        } catch (ZipException e) {
            throw new UnknownRelease(
                    name + " is not a readable zip (" + e.getMessage() + "); is it still being written?");
        }
    }
}
