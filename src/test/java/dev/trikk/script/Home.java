package dev.trikk.script;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A home directory on a server, with an {@code itas} whose process is the file {@code running} and which notes its calls.
 * Scripts are run by the real shell.
 */
final class Home {
    private static final String ITAS =
            """
            #!/bin/sh
            echo "itas $1" >>"$TEST/calls"
            if [ -e "$TEST/fail-$1" ]; then echo "itas: $1 went wrong"; exit 3; fi
            case $1 in
                start) : >"$TEST/running" ;;
                stop) /bin/rm -f "$TEST/running" ;;
                status) [ -e "$TEST/running" ] ;;
            esac
            """;

    private final Path root;
    private final Path home;
    private final Path programs;

    /** In a temporary directory: the home, and beside it what the tests themselves need. */
    Home(Path root) {
        this.root = root;
        this.home = directory(root.resolve("home"));
        this.programs = directory(root.resolve("programs"));
        program("itas", ITAS);
    }

    Path path(String below) {
        return home.resolve(below);
    }

    void program(String name, String text) {
        Path file = programs.resolve(name);
        write(file, text);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes {@code itas start}, {@code stop} or {@code status} fail. */
    void givenFailing(String word) {
        write(root.resolve("fail-" + word), "");
    }

    void givenRunning() {
        write(root.resolve("running"), "");
    }

    boolean isRunning() {
        return Files.exists(root.resolve("running"));
    }

    void given(String below, String content) {
        directory(path(below).getParent());
        write(path(below), content);
    }

    /** Puts the zip of an errand where an upload puts it. */
    void givenUploaded(Given given) {
        Path file = path(given.errand().zip());
        directory(file.getParent());
        try {
            Files.write(file, given.zip().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void givenInstalled(Given given) {
        givenUploaded(given);
        good(InstallScript.of(given.errand(), Duty.RUN));
    }

    void givenSwitched(Given given) {
        givenInstalled(given);
        good(SwitchScript.of(given.errand(), Duty.RUN));
    }

    String calls() {
        Path file = root.resolve("calls");
        return Files.exists(file) ? read(file) : "";
    }

    void forgetCalls() {
        try {
            Files.deleteIfExists(root.resolve("calls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String below) {
        return read(path(below));
    }

    /** What a symlink says. */
    String link(String below) {
        try {
            return Files.readSymbolicLink(path(below)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names directly in a directory. */
    List<String> names(String below) {
        try (Stream<Path> files = Files.list(path(below))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in the home except locks and epochs: path, and content or target or time of change. */
    Map<String, String> snapshot() {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> !file.toString().matches(".*\\.(lock|epoch)"))
                    .collect(Collectors.toMap(
                            file -> home.relativize(file).toString(), this::describe, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String describe(Path file) {
        try {
            if (Files.isSymbolicLink(file)) {
                return "-> " + Files.readSymbolicLink(file);
            }
            String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            return Files.isDirectory(file) ? rights : rights + " " + Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome good(Script script) {
        Outcome outcome = run(script);
        if (!outcome.isOk()) {
            throw new AssertionError(script.name() + " " + outcome.explanation());
        }
        return outcome;
    }

    Outcome run(Script script) {
        return run(script.text(), Map.of());
    }

    Outcome run(String text, Map<String, String> environment) {
        try {
            Process shell = start(text, environment);
            String stdout = new String(shell.getInputStream().readAllBytes(), UTF_8);
            int code = shell.waitFor();
            Outcome.Status status = code == 0 ? Outcome.Status.OK : Outcome.Status.FAILED;
            return new Outcome(status, code, stdout, read(root.resolve("stderr")), Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process start(String text, Map<String, String> environment) throws IOException {
        Path input = root.resolve("script");
        write(input, text);
        ProcessBuilder builder = new ProcessBuilder("sh", "-s")
                .redirectInput(input.toFile())
                .redirectError(Redirect.to(root.resolve("stderr").toFile()));
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TEST", root.toString());
        builder.environment().put("PATH", programs + ":/usr/bin:/bin");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
