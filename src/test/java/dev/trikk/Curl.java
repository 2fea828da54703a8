package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HTTP as curl speaks it. */
final class Curl {
    private final String base;

    /** An answer: status, headers as they came, body. */
    record Answer(int status, String headers, String body) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + body, e);
            }
        }
    }

    Curl(String base) {
        this.base = base;
    }

    /** Calls with these arguments; the answer has its body. */
    Answer call(String path, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "--silent",
                "--show-error",
                "--include",
                "--max-time",
                String.valueOf(Patience.LONG.toSeconds())));
        command.addAll(List.of(arguments));
        command.add(base + path);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return answer(out.startsWith("HTTP/1.1 100") ? out.substring(out.indexOf("\r\n\r\n") + 4) : out);
    }

    String url(String path) {
        return base + path;
    }

    private static Answer answer(String out) {
        assertThat(out).startsWith("HTTP/");
        int end = out.indexOf("\r\n\r\n");
        return new Answer(Integer.parseInt(out.split(" ", 3)[1]), out.substring(0, end), out.substring(end + 4));
    }
}
