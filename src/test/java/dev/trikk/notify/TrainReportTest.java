package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Train;
import dev.trikk.ledger.TrainVerdict;
import dev.trikk.notify.TrainRide.Part;
import dev.trikk.request.RequestFormat.LeftOut;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The one report of many deployments. */
class TrainReportTest {
    @Test
    void a_train_that_is_partial_begins_with_what_failed_and_lists_all() throws IOException {
        Report report = Report.ofTrain(train(
                part(1, Ending.SUCCEEDED, Shop.allWell(), Duration.ZERO),
                part(2, Ending.PARTIAL, Notices.broken(), Duration.ofSeconds(20)),
                part(3, Ending.FAILED, List.of(), Duration.ZERO)));

        assertThat(report.subject()).isEqualTo("PARTIAL train-7: 3 applications -> production");
        ReportTest.assertSame("train", report);
        assertThat(report.text())
                .as("what failed first")
                .containsSubsequence("WHAT DID NOT SUCCEED", "(shop-3) FAILED", "(shop-2) PARTIAL", "ALL DEPLOYMENTS");
        assertThat(report.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void a_train_that_went_well_has_nothing_to_do() {
        String text = Report.ofTrain(train(part(1, Ending.SUCCEEDED, Shop.allWell(), Duration.ZERO)))
                .text();

        assertThat(text)
                .startsWith("SUCCEEDED train-7: 1 application -> production")
                .doesNotContain("WHAT NOW", "WHAT DID NOT SUCCEED");
    }

    @Test
    void one_failure_is_retried_by_its_own_name() {
        String text = Report.ofTrain(train(
                        part(1, Ending.SUCCEEDED, Shop.allWell(), Duration.ZERO),
                        part(2, Ending.FAILED, List.of(), Duration.ZERO)))
                .text();

        assertThat(text).contains("trikk control retry shop-2\n");
    }

    @Test
    void hostile_words_are_escaped_and_stay_within_the_columns() {
        String hostile = "<script>alert(1)</script>\u001b[31m\u202e" + "w".repeat(200);
        Train plain = train(part(1, Ending.FAILED, List.of(), Duration.ZERO)).train();
        Train train = new Train(
                plain.id(),
                plain.requestId(),
                plain.environment(),
                Optional.of(hostile),
                Optional.of(hostile),
                Optional.of(hostile),
                List.of(new LeftOut("permits", hostile)),
                Optional.empty(),
                plain.acceptedAt(),
                plain.endedAt(),
                plain.ending(),
                plain.reason(),
                plain.deployments());

        Report report = Report.ofTrain(new TrainRide(train, List.of(part(1, Ending.FAILED, List.of(), Duration.ZERO))));

        assertThat(report.html()).doesNotContain("<script>");
        assertThat((report.text() + report.html()).replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        assertThat(report.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void a_chat_hears_of_ten_failures_and_how_many_more_there_are() {
        Part failed = part(1, Ending.FAILED, List.of(), Duration.ZERO);

        Notice notice = new Notice(
                new Event("train-7:1", Event.Type.TRAIN_ENDED, Optional.empty(), Shop.NOON, Map.of("train", "train-7")),
                Optional.empty(),
                List.of(),
                Optional.of(train(Collections.nCopies(12, failed).toArray(Part[]::new))));

        Brief brief = Brief.of(notice).orElseThrow();

        assertThat(brief.parts().toString()).contains("And 2 more that did not succeed.");
    }

    static TrainRide train(Part... parts) {
        TrainVerdict verdict = TrainVerdict.of(Arrays.stream(parts)
                .map(part -> part.deployment().ending().orElseThrow())
                .toList());
        Train train = new Train(
                "train-7",
                "friday-1",
                "production",
                Optional.of("kari@example.org"),
                Optional.of("ci"),
                Optional.of("Blåbærsyltetøy für alle"),
                List.of(new LeftOut("permits", "production runs 2.0 already")),
                Optional.empty(),
                Shop.NOON.minusSeconds(65),
                Optional.of(Shop.NOON.plusSeconds(220)),
                Optional.of(verdict.ending()),
                verdict.reason(),
                Arrays.stream(parts).map(part -> part.deployment().id()).toList());
        return new TrainRide(train, List.of(parts));
    }

    /** A deployment that ended so much after the others. */
    private static Part part(int number, Ending ending, List<Result> results, Duration later) {
        Deployment ended = Shop.ended(ending);
        return new Part(
                new Deployment(
                        "shop-" + number,
                        ended.request(),
                        ended.plan(),
                        ended.state(),
                        ended.cursor(),
                        ended.epoch(),
                        ended.wish(),
                        ended.ending(),
                        ended.reason(),
                        ended.waitsFor(),
                        ended.heldUntil(),
                        ended.movedAt(),
                        ended.acceptedAt(),
                        ended.startedAt(),
                        ended.endedAt().map(at -> at.plus(later)),
                        Optional.of("train-7")),
                results);
    }
}
