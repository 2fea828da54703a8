package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.LedgerUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger in a file, on a disk that is really full. Needs root, for a small disk of its own. */
class FullDiskTest {
    /** What is left of the disk is soon full. */
    private static final int BALLAST = 2_500_000;

    @TempDir
    Path disk;

    @BeforeEach
    void mount() throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=7m", "trikk-full-disk", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void a_full_disk_is_an_outage_and_when_there_is_room_again_the_ledger_goes_on_with_all_it_has_accepted()
            throws Exception {
        List<String> accepted = new ArrayList<>();
        try (LedgerDatabase database = open()) {
            Ledger ledger = new JdbiLedger(database, Clock.systemUTC());
            Path ballast = Files.write(disk.resolve("ballast"), new byte[BALLAST]);

            assertThatThrownBy(() -> acceptWithoutEnd(ledger, accepted)).isInstanceOf(LedgerUnavailable.class);
            assertThatThrownBy(() -> acceptWithoutEnd(ledger, accepted)).isInstanceOf(LedgerUnavailable.class);
            Files.delete(ballast);
            await().ignoreExceptionsInstanceOf(LedgerUnavailable.class).until(() -> accept(ledger, "later", accepted));

            assertThat(accepted).hasSizeGreaterThan(1);
            assertAllIn(ledger, accepted);
        }
        try (LedgerDatabase database = open()) {
            assertAllIn(new JdbiLedger(database, Clock.systemUTC()), accepted);
        }
    }

    private LedgerDatabase open() {
        return new LedgerDatabase(
                LedgerDatabase.h2(disk.resolve("ledger").toString()), Optional.empty(), Optional.empty());
    }

    private static void acceptWithoutEnd(Ledger ledger, List<String> accepted) {
        for (int i = 0; i < 100_000; i++) {
            accept(ledger, "request-" + accepted.size(), accepted);
        }
    }

    private static boolean accept(Ledger ledger, String id, List<String> accepted) {
        ledger.accept(aRequest(id, "shop", "1"), aPlan("shop", "1"));
        return accepted.add(id);
    }

    private static void assertAllIn(Ledger ledger, List<String> accepted) {
        assertThat(accepted)
                .allSatisfy(id -> assertThat(ledger.findByRequest(id)).isPresent());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
