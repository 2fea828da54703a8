package dev.trikk.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The terminal of this process. Its size is asked of {@code stty}: the JDK does not know it. */
final class RealTerminal implements Terminal {
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final Map<String, String> environment;
    private final boolean there;
    private int columns;
    private int rows;
    private long askedAt;

    RealTerminal(Map<String, String> environment) {
        this.environment = environment;
        this.there = !environment.getOrDefault("TERM", "dumb").equals("dumb") && isTerminal(1);
    }

    @Override
    public boolean isThere() {
        return there;
    }

    @Override
    public int columns() {
        ask();
        return columns;
    }

    @Override
    public int rows() {
        ask();
        return rows;
    }

    @Override
    public Optional<String> secret(String prompt) {
        Console console = isTerminal(0) ? System.console() : null;
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new);
    }

    /** Linux knows by a link what a descriptor is; elsewhere a process that shares it is asked. */
    private static boolean isTerminal(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString()
                    .matches("/dev/(pts/|tty|console).*");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return isTerminalElsewhere(descriptor);
        }
    }

    private static boolean isTerminalElsewhere(int descriptor) {
        try {
            return new ProcessBuilder("test", "-t", String.valueOf(descriptor))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noTest) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** At most twice a second: asking costs a process. */
    private void ask() {
        long now = System.nanoTime();
        if (columns > 0 && now - askedAt < 500_000_000) {
            return;
        }
        askedAt = now;
        String[] size = stty().split(" ", -1);
        columns = number(size.length == 2 ? size[1] : environment.getOrDefault("COLUMNS", ""), COLUMNS);
        rows = number(size.length == 2 ? size[0] : environment.getOrDefault("LINES", ""), ROWS);
    }

    private static int number(String text, int otherwise) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : otherwise;
    }

    private static String stty() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException noStty) {
            return "";
        }
    }
}
