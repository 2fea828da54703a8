package dev.trikk.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker can fail: each bug is found within a few bad days. {@code make planted}; not among the tests that always run. */
class PlantedBugs {
    private static final int DAYS = 8;

    @TempDir
    Path folder;

    @ParameterizedTest
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @EnumSource
    void a_planted_bug_is_found(PlantedBug bug) throws Exception {
        List<String> findings = new ArrayList<>();
        try (Chaos chaos = new Chaos(folder, bug)) {
            for (long seed = 1; seed <= DAYS && findings.isEmpty(); seed++) {
                findings.addAll(chaos.run(seed));
            }
        }

        assertThat(findings).anyMatch(bug::explains);
    }
}
