package dev.trikk;

import dev.trikk.config.Settings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files and folders that must be there before anything starts. */
final class Folders {
    private Folders() {}

    /** The folder {@code trikk.data}, made when missing. */
    static Path data(Settings settings) {
        Path folder = settings.path("trikk.data");
        try {
            return Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new CannotStart(
                    "the folder " + folder + " cannot be made, a file is in its place; trikk.data names it", e);
        } catch (IOException e) {
            throw new CannotStart("the folder " + folder + " cannot be made (" + e + "); trikk.data names it", e);
        }
    }

    /** The file that a key names. */
    static Path existing(Settings settings, String key, String advice) {
        Path file = settings.path(key);
        if (!Files.isReadable(file)) {
            throw new CannotStart(file + (Files.exists(file) ? " may not be read" : " does not exist") + "; " + key
                    + " names it, and " + advice);
        }
        return file;
    }
}
