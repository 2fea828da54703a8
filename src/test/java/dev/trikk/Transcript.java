package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that a document shows in blocks marked {@code sh}, with {@code exit=CODE} where they do not end with 0, and what it
 * shows of their output in the next block marked {@code text}.
 */
public final class Transcript {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|text)(?: exit=(\\d+))?\n(.*?)^```$");
    /** Numbers with what is between their parts: times, durations, addresses, versions; but not those of ids. */
    private static final Pattern NUMBER = Pattern.compile("(?<![a-z]-)(?<!\\d)\\d+(?:[.:-]\\d+)*");

    private final String text;
    private final Path folder;
    private final Map<String, String> environment;
    private final StringBuilder said = new StringBuilder();

    /** Of a document, whose commands are run by a shell in this folder, where {@code trikk} is found, too. */
    public Transcript(Path document, Path folder, Map<String, String> environment) throws IOException {
        this.text = Files.readString(document);
        this.folder = folder;
        this.environment = environment;
    }

    /** All lines of all commands. */
    public String commands() {
        StringBuilder commands = new StringBuilder();
        BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals("sh"))
                .forEach(block -> commands.append(block.group(3)));
        return commands.toString();
    }

    /** Runs them one after the other; what is shown must have come since the last that was shown. */
    public void replay() throws IOException, InterruptedException {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                run(block.group(3), block.group(2) == null ? 0 : Integer.parseInt(block.group(2)));
            } else {
                assertSaid(block.group(3));
                said.setLength(0);
            }
        }
    }

    private void run(String commands, int code) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        ProcessBuilder builder = new ProcessBuilder("sh", "-ec", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIKK_") || name.startsWith("XDG_"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String output = Files.readString(out);
        assertThat(ended).as("%s does not end: %s", commands, output).isTrue();
        said.append(output);
        assertThat(process.exitValue()).as("%s says at last %s", commands, said).isEqualTo(code);
    }

    /** Each line that is shown came, after the one before it. */
    private void assertSaid(String shown) {
        Deque<String> lines =
                said.toString().lines().map(Transcript::plain).collect(Collectors.toCollection(ArrayDeque::new));
        for (String line : shown.lines().toList()) {
            Pattern expected = Pattern.compile(
                    Stream.of(plain(line).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
            while (!lines.isEmpty() && !expected.matcher(lines.peek()).find()) {
                lines.remove();
            }
            assertThat(lines.poll()).as("%s, of %s", line, said).isNotNull();
        }
    }

    private static String plain(String line) {
        return NUMBER.matcher(line).replaceAll("#").replaceAll("\\s+", " ").strip();
    }
}
