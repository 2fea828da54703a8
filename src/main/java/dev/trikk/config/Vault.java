package dev.trikk.config;

import dev.trikk.text.Quoted;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches secrets from where their references point. */
public final class Vault {
    private static final String VARIABLE = "env:";
    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final Consumer<String> warnings;

    /** @param warnings hears of files that everybody can read */
    public Vault(Map<String, String> environment, Consumer<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /** The environment variable that the reference names, if it is one of that kind. */
    static Optional<String> variable(String reference) {
        return reference.startsWith(VARIABLE) ? Optional.of(reference.substring(VARIABLE.length())) : Optional.empty();
    }

    /**
     * Fetches the secret. No text that this writes shows what was written instead of a reference: it may be the secret.
     *
     * @throws NotFetched with the end of a sentence that begins with the key
     */
    public Secret fetch(String key, String reference) throws NotFetched {
        if (reference.startsWith(VARIABLE)) {
            return fromEnvironment(reference.substring(VARIABLE.length()));
        }
        if (reference.startsWith(FILE)) {
            return fromFile(key, reference.substring(FILE.length()));
        }
        throw new NotFetched("holds a secret itself; write only where it is: env:NAME or file:/path.");
    }

    private Secret fromEnvironment(String name) throws NotFetched {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new NotFetched(
                    "refers to the environment variable " + Quoted.of(name) + ", which is not set or empty.");
        }
        return Secret.of(value);
    }

    private Secret fromFile(String key, String name) throws NotFetched {
        String line;
        try {
            Path file = Path.of(name);
            line = firstLine(file);
            warnIfOpen(key, file);
        } catch (IOException | InvalidPathException unreadable) {
            throw new NotFetched(
                    "refers to the file " + Quoted.of(name) + ", which cannot be read (" + unreadable + ").");
        }
        if (line.isEmpty()) {
            throw new NotFetched("refers to the file " + Quoted.of(name) + ", whose first line is empty.");
        }
        return Secret.of(line);
    }

    private static String firstLine(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return Optional.ofNullable(reader.readLine()).orElse("");
        }
    }

    private void warnIfOpen(String key, Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            warnings.accept(key + " is read from " + file + ", which everybody on this machine can read; chmod 600 "
                    + file + " ends that.");
        }
    }

    /** A reference that leads nowhere. */
    public static final class NotFetched extends Exception {
        private static final long serialVersionUID = 1;

        NotFetched(String message) {
            super(message);
        }
    }
}
