package dev.trikk.chaos;

import dev.trikk.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of {@code trikk} in a process of its own, which can be killed, frozen and started again. Safe for several
 * threads.
 */
final class Child implements AutoCloseable {
    private final String name;
    private final List<String> command;
    private final Path log;
    private final String ready;
    private Process process;
    private long seen;

    /**
     * Does not start it yet.
     *
     * @param classes classpath before all others
     * @param ready text that it writes when it is up
     */
    Child(String name, Path folder, String classes, String ready, String... arguments) {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        this.ready = ready;
        command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx256m",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                classes + File.pathSeparator + classPath(),
                "dev.trikk.Main"));
        command.addAll(List.of(arguments));
    }

    /** Of this process. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    /** Starts it unless it runs. Returns at once. */
    synchronized void start() {
        if (isAlive()) {
            return;
        }
        try {
            seen = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(key -> key.startsWith("TRIKK_"));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it says that it is up. */
    synchronized boolean isReady() {
        try {
            return isAlive() && Files.readString(log).substring((int) seen).contains(ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does. */
    synchronized void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(Patience.LONG.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " cannot be killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@code kill -STOP} does: it does nothing, and does not know. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private synchronized void signal(String signal) {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }
}
