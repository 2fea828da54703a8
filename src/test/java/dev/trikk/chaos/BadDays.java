package dev.trikk.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** As many bad days as one likes: {@code make chaos SEED=1 RUNS=200}. Not among the tests that always run. */
class BadDays {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void nothing_is_lost_and_nothing_half_done() throws Exception {
        long seed = Long.getLong("chaos.seed", 1);
        long runs = Long.getLong("chaos.runs", 200);
        try (Chaos chaos = new Chaos(folder)) {
            for (long run = 0; run < runs; run++) {
                assertThat(chaos.run(seed + run))
                        .as("seed %d; again: make chaos SEED=%d RUNS=1; logs: %s", seed + run, seed + run, folder)
                        .isEmpty();
            }
        }
    }
}
