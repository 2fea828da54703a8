package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.TrikkProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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

    @Test
    void whoever_takes_requests_over_HTTP_must_be_able_to_let_somebody_in() throws IOException {
        String inventory = new FleetInventory(GROUND.fleet()).text();
        Path token = Files.writeString(folder.resolve("token"), "long enough for a token of CI");

        try (TrikkProcess check = check(inventory, Map.of("TRIKK_HTTP_ENABLED", "true"))) {
            assertThat(check.awaitEnd()).isOne();
            assertThat(check.out())
                    .contains("BAD  requests over HTTP: trikk.http.enabled is true, but nobody can be let in;");
        }
        try (TrikkProcess check =
                check(inventory, Map.of("TRIKK_HTTP_ENABLED", "true", "TRIKK_HTTP_TOKEN", "file:" + token))) {
            assertThat(check.awaitEnd()).isZero();
            assertThat(check.out()).contains("ok   requests over HTTP: plain HTTP");
        }
    }

    private TrikkProcess check(String inventory) {
        return check(inventory, Map.of());
    }

    private TrikkProcess check(String inventory, Map<String, String> settings) {
        try {
            Path file = Files.writeString(folder.resolve("inventory.yaml"), inventory);
            Map<String, String> environment = new HashMap<>(settings);
            environment.put("TRIKK_INVENTORY", file.toString());
            return TrikkProcess.start(folder, GROUND.daemon().configuration(), environment, "check");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
