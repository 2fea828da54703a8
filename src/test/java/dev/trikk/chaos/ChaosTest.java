package dev.trikk.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few bad days; {@code make chaos} makes two hundred. */
class ChaosTest {
    @TempDir
    Path folder;

    @Test
    void nothing_is_lost_and_nothing_half_done_on_bad_days() throws Exception {
        try (Chaos chaos = new Chaos(folder)) {
            for (long seed = 1; seed <= 2; seed++) {
                assertThat(chaos.run(seed)).as("seed " + seed).isEmpty();
            }
        }
    }
}
