package dev.trikk.cli;

import dev.trikk.cli.completion.NamesFile;
import dev.trikk.cli.completion.NamesFile.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The names of one daemon in the home of somebody who completes; both the shells and a client that they start find them there. */
final class NamesAtHand {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration OLD = Duration.ofDays(1);

    private final Path folder;
    private final NamesFile file;

    NamesAtHand(Path home, String url) {
        this.folder = home.resolve(".cache/trikk");
        this.file = new NamesFile(folder, url);
    }

    Path folder() {
        return folder;
    }

    /** Names that need not be asked for. */
    NamesAtHand fresh(String... lines) throws IOException {
        return askedFor(Instant.now(), lines);
    }

    /** Names that should be asked for. */
    NamesAtHand old(String... lines) throws IOException {
        return askedFor(Instant.now().minus(OLD), lines);
    }

    private NamesAtHand askedFor(Instant time, String... lines) throws IOException {
        file.write(new Content(time, Optional.of("\"7\""), List.of(lines)));
        return this;
    }

    /** What somebody else has written instead. */
    void overwritten(String... lines) throws IOException {
        fresh();
        try (Stream<Path> files = Files.list(folder)) {
            Files.write(files.findFirst().orElseThrow(), List.of(lines));
        }
    }

    /** Waits until a client behind the back has asked, with or without success. */
    void awaitAsked() {
        await(content -> content.asked().isAfter(Instant.now().minus(OLD.dividedBy(2))));
    }

    /** Waits until a client behind the back has learnt that. */
    void awaitLine(String line) {
        await(content -> content.lines().contains(line));
    }

    private void await(Predicate<Content> wanted) {
        Awaitility.await().atMost(PATIENCE).until(file::read, wanted);
    }
}
