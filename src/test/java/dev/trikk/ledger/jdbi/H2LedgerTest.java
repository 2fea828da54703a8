package dev.trikk.ledger.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Audit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2LedgerTest extends LedgerContract {
    @TempDir
    Path folder;

    @Override
    LedgerDatabase open() {
        return open("ledger", "");
    }

    @Test
    void the_hour_that_comes_twice_when_summer_time_ends_is_told_apart() {
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Instant second = first.plus(Duration.ofHours(1));
        try (LedgerDatabase oslo = open("oslo", ";TIME ZONE=Europe/Oslo")) {
            Books books = new Books(oslo);
            books.clock.pause(Duration.between(books.clock.instant(), first));
            books.audit.note("kari", "commandDeployment", "/", 200);
            books.clock.pause(Duration.ofHours(1));
            books.audit.note("kari", "commandDeployment", "/", 200);

            assertThat(books.audit.entries(OptionalLong.empty(), 10))
                    .extracting(Audit.Entry::at)
                    .containsExactly(second, first);
        }
    }

    private LedgerDatabase open(String name, String settings) {
        return new LedgerDatabase(
                LedgerDatabase.h2(folder.resolve(name).toString()) + settings, Optional.empty(), Optional.empty());
    }
}
