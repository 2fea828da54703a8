package dev.trikk.ledger.jdbi;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class H2LedgerTest extends LedgerContract {
    @TempDir
    Path folder;

    @Override
    LedgerDatabase open() {
        return new LedgerDatabase(
                LedgerDatabase.h2(folder.resolve("ledger").toString()), Optional.empty(), Optional.empty());
    }
}
