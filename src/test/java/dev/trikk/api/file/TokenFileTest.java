package dev.trikk.api.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.api.Caller;
import dev.trikk.api.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final List<Grant> VIEWER = List.of(Grant.parse("viewer"));

    @TempDir
    private Path folder;

    private final Hand clock = new Hand();
    private Path path;
    private TokenFile file;

    /** A clock that a test moves. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-29T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        path = folder.resolve("tokens");
        file = new TokenFile(path, clock);
    }

    @Test
    void a_token_is_known_by_its_digest_which_alone_is_kept() throws IOException {
        String token =
                file.create("anna", List.of(Grant.parse("viewer"), Grant.parse("deployer:staging")), Optional.empty());

        assertThat(file.of(token).map(Caller::name)).contains("anna");
        assertThat(file.of(token + "x")).isEmpty();
        assertThat(Files.readString(path))
                .contains("anna viewer,deployer:staging sha256:")
                .doesNotContain(token)
                .doesNotContain(token.substring("trikk_".length()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void two_tokens_are_never_the_same_and_a_name_has_one() {
        String anna = file.create("anna", VIEWER, Optional.empty());
        String bert = file.create("bert", VIEWER, Optional.empty());

        assertThat(anna).isNotEqualTo(bert).hasSizeGreaterThan(40);
        assertThatThrownBy(() -> file.create("anna", VIEWER, Optional.empty()))
                .hasMessageContaining("trikk token revoke anna");
    }

    @Test
    void a_revoked_token_and_one_that_has_ended_count_for_nothing() {
        String revoked = file.create("anna", VIEWER, Optional.empty());
        String ending = file.create("bert", VIEWER, Optional.of(clock.now.plus(Duration.ofHours(1))));
        assertThat(file.of(revoked)).isPresent();

        assertThat(file.revoke("anna")).isTrue();
        assertThat(file.revoke("anna")).isFalse();
        clock.now = clock.now.plus(Duration.ofMinutes(59));
        assertThat(file.of(revoked)).isEmpty();
        assertThat(file.of(ending)).isPresent();
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertThat(file.of(ending)).isEmpty();
    }

    @Test
    void a_broken_file_leaves_the_last_good_one_in_force_and_shows_nothing_of_its_lines() throws IOException {
        String token = file.create("anna", VIEWER, Optional.empty());
        assertThat(file.of(token)).isPresent();

        Files.writeString(path, "trikk_a-token-that-somebody-has-pasted\n");
        clock.now = clock.now.plusSeconds(2);

        assertThat(file.of(token)).isPresent();
        assertThatThrownBy(file::all).hasMessageStartingWith("line 1: ").hasMessageNotContainingAny("trikk_a-token");
    }

    @Test
    void what_another_process_writes_is_taken_over_after_a_second() {
        String token = file.create("anna", VIEWER, Optional.empty());
        assertThat(file.of(token)).isPresent();

        String other = new TokenFile(path, clock).create("bert", VIEWER, Optional.empty());
        clock.now = clock.now.plusSeconds(2);

        assertThat(file.of(other).map(Caller::name)).contains("bert");
    }
}
