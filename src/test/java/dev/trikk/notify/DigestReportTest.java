package dev.trikk.notify;

import static dev.trikk.notify.ReportTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestReportTest {
    @Test
    void a_digest_begins_with_what_did_not_succeed() throws IOException {
        Daily.Day day = Daily.of("00:00", "UTC").last(Shop.NOON.plus(Duration.ofDays(1)));

        Report report = Report.ofDigest(
                day,
                List.of(
                        Shop.ended(Ending.SUCCEEDED),
                        Shop.ended(Ending.PARTIAL),
                        Shop.ended(Ending.CANCELLED, "ended by ola: not today", Shop.aRequest())));

        assertThat(report.subject()).isEqualTo("DIGEST 3 deployments, 2 did not succeed");
        assertSame("digest", report);
    }

    @Test
    void a_digest_of_one_that_succeeded_says_so() {
        Daily.Day day = Daily.of("00:00", "UTC").last(Shop.NOON.plus(Duration.ofDays(1)));

        assertThat(Report.ofDigest(day, List.of(Shop.ended(Ending.SUCCEEDED))).subject())
                .isEqualTo("DIGEST 1 deployment, all succeeded");
    }
}
