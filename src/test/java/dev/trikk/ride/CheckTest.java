package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.TrikkProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code trikk check} on a real fleet. */
class CheckTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop", "parking");

    @TempDir
    Path folder;

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop,parking", "1.0");
    }

    @Test
    void every_connection_is_tried_and_told_in_a_line() {
        try (TrikkProcess check = check(new FleetInventory(GROUND.fleet()).text())) {
            assertThat(check.awaitEnd()).as(check.err()).isZero();

            assertThat(check.out())
                    .isEqualTo(
                            """
                    ok   mail server: takes mail
                    ok   server proxy1 (production): lets us in as shop, parking
                    ok   server proxy2 (production): lets us in as shop, parking
                    ok   server app1 (production): lets us in as shop, parking
                    ok   server app2 (production): lets us in as shop, parking
                    ok   balancer main (production): proxy1 in service, proxy2 in service
                    ok   repository fleet: lists 1 versions of shop
                    all 7 are well
                    """);
        }
    }

    @Test
    void what_is_not_well_is_told_with_what_to_do() {
        String inventory = new FleetInventory(GROUND.fleet())
                .repository("http://127.0.0.1:1/releases")
                .text()
                .replace("member: proxy2", "member: nobody")
                .replace("address: " + GROUND.fleet().property("server.app2.address"), "address: 127.0.0.99");

        try (TrikkProcess check = check(inventory)) {
            assertThat(check.awaitEnd()).isOne();

            assertThat(check.out())
                    .contains("ok   server app1 (production)")
                    .containsPattern("BAD  server app2 \\(production\\): as shop unreachable: .*")
                    .contains("BAD  balancer main (production): has no member nobody, only proxy1, proxy2:"
                            + " \"member\" of a pair says what the balancer calls it")
                    .containsPattern("BAD  repository fleet: Repository fleet .* cannot be asked")
                    .endsWith("3 of 7 are not well\n");
        }
    }

    private TrikkProcess check(String inventory) {
        try {
            Path file = Files.writeString(folder.resolve("inventory.yaml"), inventory);
            return TrikkProcess.start(
                    folder, GROUND.daemon().configuration(), Map.of("TRIKK_INVENTORY", file.toString()), "check");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
