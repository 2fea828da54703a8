package dev.trikk.cli;

import dev.trikk.cli.http.Target;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/** Which daemon, which token: from the command line, else from the environment, else from the client's file. */
final class Configuration {
    private final Shell shell;
    private final Options options;
    private final Path file;
    private final Properties stored = new Properties();

    Configuration(Shell shell, Options options) {
        this.shell = shell;
        this.options = options;
        String config = shell.variable("XDG_CONFIG_HOME");
        Path folder = config.isEmpty() ? shell.home().resolve(".config") : Path.of(config);
        this.file = folder.resolve("trikk").resolve("client.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            stored.load(reader);
        } catch (NoSuchFileException none) {
            // then the environment or the command line says it all
        } catch (IOException | IllegalArgumentException e) {
            throw new Trouble(Exit.USAGE, "The file " + file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    Path file() {
        return file;
    }

    /** Where the URL comes from, in words. */
    String origin() {
        return options.url != null ? "--url" : !shell.variable("TRIKK_URL").isEmpty() ? "TRIKK_URL" : file.toString();
    }

    Optional<URI> url() {
        return Optional.ofNullable(options.url).or(() -> text(shell.variable("TRIKK_URL"))
                .or(() -> text(stored.getProperty("url", "")))
                .map(Configuration::uri));
    }

    /** The daemon that is meant, with the token for it; a token that is stored goes only to the daemon it was stored for. */
    Target target() {
        URI url = url().orElseThrow(() -> new Trouble(
                Exit.USAGE,
                "It is not known where the daemon is. Type: trikk login URL (for instance"
                        + " https://trikk.example.org), or set TRIKK_URL."));
        check(url);
        Target target = new Target(url, token(url), cafile(url));
        if (target.token().isPresent() && target.isOpenToOthers() && !options.insecureHttp) {
            throw new Trouble(
                    Exit.USAGE,
                    "The token would go to " + url + " in the clear, where others can read it. Use https, or add"
                            + " --insecure-http if that is meant.");
        }
        return target;
    }

    private Optional<String> token(URI url) {
        Optional<String> named = text(shell.variable("TRIKK_TOKEN"))
                .or(() -> text(shell.variable("TRIKK_TOKEN_FILE")).map(name -> read(Path.of(name))));
        return named.or(() -> isStored(url) ? text(stored.getProperty("token", "")) : Optional.empty())
                .map(Configuration::checked);
    }

    private Optional<Path> cafile(URI url) {
        return Optional.ofNullable(options.cafile)
                .or(() -> isStored(url) ? text(stored.getProperty("cafile", "")).map(Path::of) : Optional.empty());
    }

    /** What was tried with a daemon holds for that one only. */
    private boolean isStored(URI url) {
        return url.toString().equals(stored.getProperty("url", "").strip());
    }

    /** Stores what was tried, readable by its owner only. */
    void store(URI url, String token) throws IOException {
        stored.setProperty("url", url.toString());
        stored.setProperty("token", token);
        stored.remove("cafile");
        Optional.ofNullable(options.cafile)
                .ifPresent(cafile ->
                        stored.setProperty("cafile", cafile.toAbsolutePath().toString()));
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(
                file.getParent(),
                "client",
                ".properties",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(draft)) {
            stored.store(writer, "written by trikk login");
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A token as it may stand in a header. */
    static String checked(String token) {
        if (!token.matches("[!-~]{1,1000}")) {
            throw new Trouble(
                    Exit.USAGE, "The token has characters that no token has; it is one word as trikk token shows it.");
        }
        return token;
    }

    static void check(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getRawUserInfo() != null || url.getRawQuery() != null) {
            throw new Trouble(
                    Exit.USAGE, "The daemon's URL must look like https://trikk.example.org, not \"" + url + "\".");
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    Exit.USAGE, "The daemon's URL must look like https://trikk.example.org, not \"" + text + "\".");
        }
    }

    private static Optional<String> text(String value) {
        return Optional.of(value.strip()).filter(text -> !text.isEmpty());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Trouble(Exit.USAGE, "The token cannot be read from TRIKK_TOKEN_FILE: " + file + " (" + e + ").");
        }
    }
}
