package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.Launched;
import dev.trikk.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line of one user, each command a process of its own. */
final class Client {
    private final Path home;

    /** How a command ended, and what it printed. */
    record Run(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    /** @param home where the user's files are, and the launcher */
    Client(Path home) {
        this.home = home;
        try {
            Launched.into(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command that is to go well. */
    Run ok(String... words) throws Exception {
        Run run = trikk("", words);
        assertThat(run.code())
                .as("%s: %s%s", String.join(" ", words), run.out(), run.err())
                .isZero();
        return run;
    }

    /** Runs a command, with what is typed into it. */
    Run trikk(String typed, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("trikk").toString()));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIKK_") || name.startsWith("XDG_"));
        builder.environment().putAll(Map.of("HOME", home.toString(), "LANG", "C.UTF-8"));
        Process process = builder.start();
        process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
