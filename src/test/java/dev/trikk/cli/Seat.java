package dev.trikk.cli;

import dev.trikk.cli.http.StubDaemon;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who types commands of the client, in this process; nothing waits, and nothing outside of it is known. */
final class Seat {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String TOKEN = "trikk_0123456789";

    /** How a command ended, and what it printed. */
    record Run(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** A terminal of that size, or none. */
    record Screen(boolean isThere, int columns, int rows, Optional<String> typed) implements Terminal {
        static final Screen NONE = new Screen(false, 80, 24, Optional.empty());
        static final Screen USUAL = new Screen(true, 80, 24, Optional.empty());

        @Override
        public Optional<String> secret(String prompt) {
            return typed;
        }
    }

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<Runnable> interrupts = new CopyOnWriteArrayList<>();
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private Terminal terminal = Screen.NONE;
    private Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private String input = "";

    Seat(Path home) {
        this.home = home;
        environment.put("LANG", "en_GB.UTF-8");
    }

    static Seat at(StubDaemon daemon) {
        return at(daemon.url());
    }

    static Seat at(URI url) {
        return new Seat(Path.of("/nowhere")).with("TRIKK_URL", url.toString()).with("TRIKK_TOKEN", TOKEN);
    }

    Seat with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Seat without(String variable) {
        environment.remove(variable);
        return this;
    }

    Seat on(Terminal other) {
        terminal = other;
        return this;
    }

    Seat at(Clock time) {
        clock = time;
        return this;
    }

    Seat typing(String text) {
        input = text;
        return this;
    }

    Run run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                Map.copyOf(environment),
                home,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                clock,
                pauses::add,
                last -> {
                    interrupts.add(last);
                    return () -> interrupts.remove(last);
                });
        int code = Cli.run(shell, words);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
