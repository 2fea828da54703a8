package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.http.StubDaemon;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private final StubDaemon daemon = new StubDaemon();

    @AfterEach
    void stop() {
        daemon.close();
    }

    @Test
    void it_says_what_is_well_and_for_the_rest_what_to_do() {
        Seat.Run run = Seat.at(daemon)
                .at(Clock.fixed(Instant.now().plusSeconds(100), ZoneOffset.UTC))
                .run("doctor");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("✓  the daemon is " + daemon.url() + ", says TRIKK_URL\n")
                .contains("✓  it lets us in as kari with the roles viewer, deployer:staging, operator\n")
                .containsPattern("✗  this clock and the daemon's differ by (99|100|101) s\n")
                .contains("✗  open alarms: 1\n   Type: trikk alarms\n");
    }

    @Test
    void it_is_well_when_all_is() {
        daemon.answers("GET", "/api/alarms", 200, "{\"items\":[]}");

        Seat.Run run = Seat.at(daemon).at(Clock.system(ZoneOffset.UTC)).run("doctor");

        assertThat(run.out()).doesNotContain("✗").contains("both clocks agree", "no alarms are open");
        assertThat(run.code()).isZero();
    }

    @Test
    void it_tells_a_daemon_that_is_away_from_one_that_does_not_let_us_in() {
        daemon.refuses("GET", "/api/me", 401, "The token is not known.");

        assertThat(Seat.at(daemon).run("doctor").out()).contains("does not let us in", "trikk login");
        daemon.close();
        assertThat(Seat.at(daemon).run("doctor").out()).contains("does not answer", "trikk serve");
        assertThat(new Seat(Path.of("/nowhere")).run("doctor").out()).contains("the configuration is not usable");
    }
}
