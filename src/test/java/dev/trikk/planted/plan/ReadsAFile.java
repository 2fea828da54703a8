package dev.trikk.planted.plan;

import dev.trikk.planted.ledger.KnowsThePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Planted: a feature root with I/O, with the time of day, in a cycle with another. */
class ReadsAFile {
    boolean isThere(KnowsThePlan other) {
        return Files.exists(Path.of(Instant.now() + other.toString()));
    }
}
