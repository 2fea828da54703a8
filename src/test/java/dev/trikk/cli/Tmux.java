package dev.trikk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A real terminal, by tmux: a command runs in it, and what a person would see can be read. */
final class Tmux implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Runs a shell's line in a terminal of that size; at its end the screen says {@code exit CODE} and stays. */
    static Tmux run(Path folder, int columns, int rows, Map<String, String> environment, String line) {
        return start(folder, columns, rows, environment, "stty -echo; " + line + "; echo \"exit $?\"; exec sleep 600");
    }

    /** Starts a program that is typed at, in a terminal of that size. */
    static Tmux start(Path folder, int columns, int rows, Map<String, String> environment, String text) {
        Tmux tmux = new Tmux(folder.resolve("tmux"));
        List<String> words =
                new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "" + columns, "-y", "" + rows));
        environment.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
        words.add("sh " + script(folder, text));
        tmux.tmux(words);
        return tmux;
    }

    /** A class path is longer than what can be said to tmux. */
    private static Path script(Path folder, String text) {
        try {
            return Files.writeString(folder.resolve("typed.sh"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines on the screen, without those below the last one. */
    List<String> screen() {
        return tmux(List.of("capture-pane", "-p")).stripTrailing().lines().toList();
    }

    /** The same with colours as the codes that make them. */
    String colours() {
        return tmux(List.of("capture-pane", "-p", "-e"));
    }

    void resize(int columns, int rows) {
        tmux(List.of("resize-window", "-x", "" + columns, "-y", "" + rows));
    }

    void type(String key) {
        tmux(List.of("send-keys", key));
    }

    /** Types a text as it is, where a key would have a name. */
    void say(String text) {
        tmux(List.of("send-keys", "-l", "--", text));
    }

    /** Waits for a screen, and gives it. */
    List<String> await(Predicate<List<String>> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(this::screen, wanted);
    }

    /** Waits for a text on the screen. */
    List<String> awaitText(String text) {
        try {
            return await(screen -> String.join("\n", screen).contains(text));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("\"" + text + "\" is not on the screen:\n" + String.join("\n", screen()), e);
        }
    }

    private String tmux(List<String> words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        command.addAll(words);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().remove("TMUX");
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + out);
            }
            return out;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends what runs in it. A shell may get stuck while it obeys a hangup, as fish 3.6 does once in a hundred times. */
    @Override
    public void close() {
        List<ProcessHandle> running = tmux(List.of("list-panes", "-a", "-F", "#{pane_pid}"))
                .lines()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .flatMap(shell -> Stream.concat(shell.descendants(), Stream.of(shell)))
                .toList();
        tmux(List.of("kill-server"));
        running.forEach(ProcessHandle::destroyForcibly);
    }
}
