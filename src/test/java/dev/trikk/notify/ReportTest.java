package dev.trikk.notify;

import static dev.trikk.notify.Shop.ROTATE_ONE;
import static dev.trikk.notify.Shop.ROTATE_TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.event.Event;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whole reports are compared with files; what a changed report looks like is left in {@code target/reports}. */
class ReportTest {
    private static final Path EXPECTED = Path.of("src/test/resources/dev/trikk/notify");
    private static final Path ACTUAL = Path.of("target/reports");

    @Test
    void a_success_says_what_was_put_where_and_how_long_it_took() throws IOException {
        Report report = Report.of(Shop.ended(Ending.SUCCEEDED), Shop.allWell());

        assertThat(report.subject()).isEqualTo("SUCCEEDED shop 1.4.2 -> production");
        assertSame("succeeded", report);
    }

    @Test
    void a_failure_begins_with_the_first_error_and_says_that_nothing_was_switched() throws IOException {
        List<Result> results = List.of(
                Shop.good(0, Stage.FETCH, "app1", "fetch", 1300),
                Shop.without(
                        Outcome.Status.UNREACHABLE,
                        0,
                        Stage.FETCH,
                        "app2",
                        "fetch",
                        "connect to app2: no route to host"));

        Report report = Report.of(Shop.ended(Ending.FAILED, "fetch failed on app2", Shop.aRequest()), results);

        assertThat(report.subject()).isEqualTo("FAILED shop 1.4.2 -> production");
        assertSame("failed", report);
    }

    @Test
    void a_partial_one_says_where_every_server_stands_and_what_is_out_of_rotation() throws IOException {
        List<Result> results = new ArrayList<>(Shop.prepared());
        results.addAll(Shop.pairOne());
        results.addAll(Shop.brokenPairTwo("Starting shop\nError: no Java at /opt/java\n\tat itas line 12\n"));
        results.add(Shop.without(
                Outcome.Status.LOST, ROTATE_TWO, Stage.ROTATE, "app2", "back", "the connection was reset"));

        Report report = Report.of(Shop.ended(Ending.PARTIAL), results);

        assertThat(report.subject()).isEqualTo("PARTIAL shop 1.4.2 -> production");
        assertSame("partial", report);
    }

    @Test
    void what_all_servers_had_before_stands_beside_the_new_version_and_is_the_way_back() {
        List<Result> results = List.of(
                Shop.installed("app1", "shop-1.4.1-standalone"),
                Shop.installed("app2", "shop-1.4.1-standalone"),
                Shop.good(ROTATE_ONE, Stage.ROTATE, "app1", "switch", 80));

        String text = Report.of(Shop.ended(Ending.PARTIAL), results).text();

        assertThat(text).contains("Release       1.4.1 -> 1.4.2\n");
        assertThat(text)
                .contains(
                        "Or put all servers back:\n  echo '{\"action\":\"rollback\",\"application\":\"shop\",\"version\":\"1.4.1\"");
    }

    @Test
    void there_is_no_way_back_from_a_first_release() {
        List<Result> results =
                List.of(Shop.installed("app1", ""), Shop.good(ROTATE_ONE, Stage.ROTATE, "app1", "switch", 80));

        String text = Report.of(Shop.ended(Ending.PARTIAL), results).text();

        assertThat(text).contains("Release       no release -> 1.4.2\n").doesNotContain("put all servers back");
    }

    @Test
    void one_that_was_rolled_back_tells_the_way_back_by_itself_and_how_to_try_again() throws IOException {
        List<Result> results = new ArrayList<>(Shop.prepared());
        results.addAll(Shop.pairOne());
        results.addAll(Shop.brokenPairTwo("Starting shop\nError: no Java at /opt/java\n"));
        results.add(Shop.good(ROTATE_TWO, Stage.ROTATE, "app2", "back", 900));
        results.add(Shop.good(ROTATE_TWO, Stage.ROTATE, "proxy2", "restore", 150));
        results.addAll(Shop.wayBack());

        Report report = Report.of(Shop.rolledBack(results), results);

        assertThat(report.subject()).isEqualTo("ROLLED_BACK shop 1.4.2 -> production");
        assertSame("rolled-back", report);
    }

    @Test
    void one_that_was_cancelled_on_its_way_says_by_whom_and_that_nothing_needs_to_be_done() throws IOException {
        List<Result> results = Shop.prepared().subList(0, 6);

        Report report = Report.of(Shop.ended(Ending.CANCELLED, "cancelled by ola", Shop.aRequest()), results);

        assertThat(report.subject()).isEqualTo("CANCELLED shop 1.4.2 -> production");
        assertSame("cancelled", report);
    }

    @Test
    void one_that_was_cancelled_and_stays_where_it_is_can_be_finished_or_put_back() {
        List<Result> results = List.of(
                Shop.installed("app1", "shop-1.4.1-standalone"),
                Shop.installed("app2", "shop-1.4.1-standalone"),
                Shop.good(ROTATE_ONE, Stage.ROTATE, "app1", "switch", 80));

        String text = Report.of(Shop.ended(Ending.CANCELLED, "cancelled by ola", Shop.aRequest()), results)
                .text();

        assertThat(text)
                .contains("- On 1.4.2: app1\n", "finish it on the other servers:\n  trikk control retry shop-17\n")
                .contains("\"action\":\"rollback\"");
    }

    @Test
    void one_that_was_superseded_while_it_waited_has_done_nothing_and_needs_nothing() {
        String text = Report.of(Shop.ended(Ending.CANCELLED, "superseded by shop-18", Shop.aRequest()), List.of())
                .text();

        assertThat(text).contains("Reason        superseded by shop-18\n", "WHAT WAS DONE\n\nNothing.\n");
        assertThat(text).contains("WHAT NOW\n\nNothing. To have it after all, ask for it again:\n");
    }

    @Test
    void servers_that_were_left_as_they_were_are_named() throws IOException {
        List<Result> results = new ArrayList<>(Shop.prepared());
        results.addAll(Shop.pairOne());

        Report report = Report.of(Shop.without("proxy2", "app2"), results);

        assertThat(report.subject()).isEqualTo("PARTIAL shop 1.4.2 -> production");
        assertSame("excluded", report);
    }

    @Test
    void a_rejected_request_is_told_why_and_how_it_began() throws IOException {
        Event event = Shop.rejected(Map.of(
                "requestId", "build-99",
                "application", "shop",
                "environment", "production",
                "requestedBy", "ola@example.org",
                "reasons", "$.version: must be text\n$.environment: production takes releases of the repository only",
                "received", "{\n\t\"application\": \"shop\",\n\t\"version\": 1.4\n}"));

        Report report = Report.ofRejected(event);

        assertThat(report.subject()).isEqualTo("REJECTED shop -> production");
        assertSame("rejected", report);
    }

    @Test
    void a_rejected_request_of_which_nothing_is_known_still_makes_a_report() {
        Report report = Report.ofRejected(Shop.rejected(Map.of()));

        assertThat(report.subject()).isEqualTo("REJECTED a request");
        assertThat(report.text()).startsWith("REJECTED a request\n").contains("No reason was given.");
    }

    @Test
    void hostile_text_is_cut_escaped_and_visible_in_every_part() throws IOException {
        String html = "<script>alert('x')</script>\"&amp;";
        String noise = "x".repeat(1000) + "\n";
        String stderr = noise.repeat(1000) + "\u001b[31mred\u0007\u202eesrever\n" + html;
        Deployment deployment = Shop.ended(
                Ending.PARTIAL,
                "line\nbreak " + html,
                Shop.request("eve\r\nBcc: all@example.org", html + "\r\n\u0000"));
        List<Result> results = List.of(
                Shop.failed(ROTATE_ONE, Stage.ROTATE, "<b>app1\n", "restart", 1, stderr),
                Shop.failed(ROTATE_ONE, Stage.ROTATE, "app2", "restart", 1, stderr));

        Report report = Report.of(deployment, results);

        assertThat(report.html()).doesNotContain("<script>", "<b>app1").hasSizeLessThan(20_000);
        assertThat(report.text()).hasSizeLessThan(20_000);
        assertThat(withoutLineEnds(report)).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        assertSame("hostile", report);
    }

    @Test
    void a_reason_with_long_addresses_is_shown_to_its_end() {
        String reason = "$.version: Repository has no release at http://" + "a".repeat(300) + "; near it: 2.0, 1.1";

        Report report = Report.ofRejected(Shop.rejected(Map.of("reasons", reason)));

        assertThat(report.text()).contains("2.0, 1.1");
        assertThat(report.html()).contains("2.0, 1.1");
    }

    @Test
    void a_subject_is_one_line_of_limited_length() {
        Event event = Shop.rejected(Map.of("application", "a\r\nBcc: all@example.org" + "x".repeat(500)));

        Report report = Report.ofRejected(event);

        assertThat(report.subject())
                .startsWith("REJECTED a\\r\\nBcc: all@example.org")
                .endsWith("…")
                .hasSize(200);
    }

    @Test
    void plain_text_fits_in_78_columns_whatever_it_is_made_of_but_for_commands_that_are_to_be_pasted() {
        String wide = "blåbær ".repeat(40) + "w".repeat(190);
        List<Result> results = List.of(Shop.failed(
                ROTATE_ONE, Stage.ROTATE, "server-".repeat(20), "a-long-word-for-an-action", 123_456_789, wide));

        String text = Report.of(Shop.ended(Ending.FAILED, wide, Shop.request(wide, wide)), results)
                .text();

        assertThat(text.lines().filter(line -> !line.startsWith("  echo '")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
    }

    @Test
    void a_table_of_a_large_fleet_ends_with_a_sentence_and_all_its_errors_are_still_told() {
        List<Result> results =
                new ArrayList<>(Collections.nCopies(501, Shop.good(0, Stage.FETCH, "app1", "fetch", 10)));
        results.add(Shop.failed(0, Stage.FETCH, "app2", "fetch", 1, "first"));
        results.add(Shop.failed(0, Stage.FETCH, "app3", "fetch", 1, "second"));

        Report report = Report.of(Shop.ended(Ending.FAILED), results);

        assertThat(report.text()).contains("And 3 lines more in the ledger.");
        assertThat(report.text().lines().filter(line -> line.matches("app\\d .*ok .*")))
                .hasSize(500);
        assertThat(report.text()).contains("- app3: fetch failed with exit code 1: second");
    }

    @Test
    void a_deployment_without_any_result_says_that_nothing_was_done() {
        Deployment deployment = Shop.ended(Ending.FAILED, "the balancer does not answer", Shop.aRequest());

        Report report = Report.of(deployment, List.of());

        assertThat(report.text()).contains("Reason", "the balancer does not answer", "WHAT WAS DONE\n\nNothing.\n");
        assertThat(report.text()).doesNotContain("FIRST ERROR");
    }

    @Test
    void a_deployment_under_way_has_no_report() {
        Deployment ended = Shop.ended(Ending.FAILED);
        Deployment active = new Deployment(
                ended.id(),
                ended.request(),
                ended.plan(),
                Deployment.State.ACTIVE,
                0,
                1,
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                ended.acceptedAt(),
                ended.acceptedAt(),
                ended.startedAt(),
                Optional.empty());

        assertThatThrownBy(() -> Report.of(active, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deployment shop-17 is not over");
    }

    private static String withoutLineEnds(Report report) {
        return Stream.of(report.subject(), report.text(), report.html())
                .reduce("", String::concat)
                .replace("\n", "");
    }

    static void assertSame(String name, Report report) throws IOException {
        Files.createDirectories(ACTUAL);
        Path text = Files.writeString(ACTUAL.resolve(name + ".txt"), report.text());
        Path html = Files.writeString(ACTUAL.resolve(name + ".html"), report.html());
        assertThat(text).hasSameTextualContentAs(EXPECTED.resolve(name + ".txt"));
        assertThat(html).hasSameTextualContentAs(EXPECTED.resolve(name + ".html"));
    }
}
