package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code trikk}, in a process of its own. */
public final class TrikkProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private TrikkProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static TrikkProcess start(Site site, String... arguments) {
        return start(site, Map.of(), arguments);
    }

    static TrikkProcess start(Site site, Map<String, String> environment, String... arguments) {
        return start(site.path("."), site.file(), environment, arguments);
    }

    /**
     * Starts one with a configuration of its own.
     *
     * @param folder for what it writes
     */
    public static TrikkProcess start(
            Path folder, Path configuration, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.trikk.Main"));
        command.addAll(List.of(arguments));
        if (!command.contains("--config")) {
            command.addAll(List.of("--config", configuration.toString()));
        }
        try {
            Path out = Files.createTempFile(folder, "out-", ".txt");
            Path err = Files.createTempFile(folder, "err-", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("TRIKK_"));
            builder.environment().putAll(environment);
            return new TrikkProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a text that the process writes. */
    public Matcher awaitText(String regex) {
        Pattern pattern = Pattern.compile(regex);
        await().until(() -> pattern.matcher(all()).find() || !process.isAlive());
        Matcher matcher = pattern.matcher(all());
        assertThat(matcher.find()).as("%s in:\n%s", regex, all()).isTrue();
        return matcher;
    }

    /** Waits for the end of the process; gives its exit code. */
    public int awaitEnd() {
        try {
            assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                    .as("ends by itself; it wrote:\n%s", all())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill} does. */
    public void terminate() {
        process.destroy();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Sends it a signal by name: {@code STOP}, {@code CONT}. */
    public void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(exit).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private String all() {
        return out() + err();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
