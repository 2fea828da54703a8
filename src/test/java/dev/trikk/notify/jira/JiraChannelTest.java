package dev.trikk.notify.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.trikk.event.Event;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Link;
import dev.trikk.http.Login;
import dev.trikk.http.camel.CamelHttp;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Notice;
import dev.trikk.notify.RestStub.Fault;
import dev.trikk.notify.Shop;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.DeployRequest.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JiraChannelTest {
    private static final String TOKEN = "pat-s3cr3t";
    private static final Map<String, String> ALL = Map.of(
            "link", "https://trikk.example.org/deployments/${id}",
            "comments", "true",
            "transition", "Done",
            "version", "${version}");

    private final Map<String, Deployment> ledger = new HashMap<>();
    private DefaultCamelContext camel;
    private JiraStub jira;

    @BeforeEach
    void start() {
        camel = new DefaultCamelContext();
        camel.start();
        jira = new JiraStub(false, "Bearer " + TOKEN);
    }

    @AfterEach
    void stop() {
        jira.close();
        camel.stop();
    }

    private JiraChannel channel(Map<String, String> settings) {
        return channel(settings, Login.bearer(TOKEN));
    }

    private JiraChannel channel(Map<String, String> settings, Login login) {
        Http http = new CamelHttp(
                camel,
                new Link(
                        "tracker",
                        jira.url("/jira"),
                        List.of(login),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20)),
                Clock.systemUTC());
        return new JiraChannel(http, JiraSettings.of(settings), id -> Optional.ofNullable(ledger.get(id)));
    }

    private static Notice ended(Deployment.Ending ending) {
        return notice(Shop.ended(ending));
    }

    private static Notice notice(Deployment deployment) {
        return new Notice(Shop.event(Event.Type.ENDED), Optional.of(deployment), Shop.allWell());
    }

    private static Deployment with(Deployment old, Kind kind, Optional<String> retryOf, List<String> issues) {
        DeployRequest was = old.request();
        DeployRequest request = new DeployRequest(
                was.id(),
                was.application(),
                was.version(),
                was.environment(),
                was.source(),
                was.file(),
                was.requestedBy(),
                issues,
                was.comment(),
                false,
                kind,
                false,
                retryOf);
        return new Deployment(
                old.id(),
                request,
                old.plan(),
                old.state(),
                old.cursor(),
                old.epoch(),
                old.wish(),
                old.ending(),
                old.reason(),
                old.waitsFor(),
                old.heldUntil(),
                old.movedAt(),
                old.acceptedAt(),
                old.startedAt(),
                old.endedAt());
    }

    @Test
    void every_issue_gets_one_link_one_comment_its_status_and_its_version_however_often_it_is_told() {
        JiraChannel channel = channel(ALL);

        channel.tell(ended(Deployment.Ending.SUCCEEDED));
        channel.tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.issues.values()).allSatisfy(issue -> {
            assertThat(issue.links).containsOnlyKeys("trikk:production:shop");
            assertThat(issue.links.get("trikk:production:shop").path("object"))
                    .hasToString("{\"url\":\"https://trikk.example.org/deployments/shop-17\","
                            + "\"title\":\"SUCCEEDED shop 1.4.2 -> production\","
                            + "\"summary\":\"shop-17: Ended at 2026-03-01 12:03 UTC, asked for by kari@example.org\"}");
            assertThat(issue.comments).singleElement().satisfies(comment -> assertThat(
                            comment.path("body").asText())
                    .isEqualTo(
                            """
                            SUCCEEDED shop 1.4.2 \\-> production
                            [shop\\-17|https://trikk.example.org/deployments/shop-17]
                            Ended at 2026\\-03\\-01 12:03 UTC, asked for by kari@example.org
                            Told by Trikk \\(shop\\-17:7 2026\\-03\\-01T12:00:00Z\\)"""));
            assertThat(issue.status).isEqualTo("Done");
        });
        assertThat(jira.versions.get("1.4.2"))
                .hasToString("{\"id\":\"101\",\"name\":\"1.4.2\",\"released\":true,\"releaseDate\":\"2026-03-01\"}");
    }

    @Test
    void a_later_end_takes_the_place_of_the_link() {
        JiraChannel channel = channel(Map.of("link", "https://trikk.example.org/${id}"));
        channel.tell(ended(Deployment.Ending.SUCCEEDED));

        channel.tell(ended(Deployment.Ending.PARTIAL));

        assertThat(jira.issues.get("SHOP-1").links.values())
                .singleElement()
                .satisfies(link -> assertThat(link.path("object").path("title").asText())
                        .isEqualTo("PARTIAL shop 1.4.2 -> production"));
        assertThat(jira.issues.get("SHOP-1").comments).isEmpty();
        assertThat(jira.issues.get("SHOP-1").status).isEqualTo("Open");
    }

    @Test
    void a_comment_is_found_among_many_later_ones() {
        JiraChannel channel = channel(ALL);
        channel.tell(ended(Deployment.Ending.SUCCEEDED));
        for (int i = 0; i < 130; i++) {
            jira.issues.get("SHOP-1").comments.add(JsonNodeFactory.instance.objectNode().put("body", "Blåbær? (shop-17:70)"));
        }

        channel.tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.issues.get("SHOP-1").comments).hasSize(131);
    }

    @Test
    void a_status_is_reached_by_the_transition_that_leads_there_and_asks_for_nothing() {
        channel(ALL).tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.issues.get("SHOP-1").status).isEqualTo("Done");
    }

    @Test
    void a_status_may_be_named_by_its_id() {
        Map<String, String> settings = new HashMap<>(ALL);
        settings.put("transition", "10001");

        channel(settings).tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.issues.get("SHOP-1").status).isEqualTo("Done");
    }

    @Test
    void an_issue_that_cannot_go_there_stays_where_it_is() {
        jira.workflow.removeIf(move -> move.id().equals("31"));

        channel(ALL).tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.issues.get("SHOP-1").status).isEqualTo("Open");
        assertThat(jira.issues.get("SHOP-1").comments).hasSize(1);
    }

    @Test
    void only_a_success_that_goes_forth_moves_issues_and_releases_versions() {
        Deployment rollback = with(Shop.ended(Deployment.Ending.SUCCEEDED), Kind.ROLLBACK, Optional.empty(), List.of("SHOP-1"));
        Deployment retry = with(Shop.ended(Deployment.Ending.SUCCEEDED), Kind.RETRY, Optional.of("shop-16"), List.of("SHOP-1"));
        ledger.put("shop-16", rollback);
        JiraChannel channel = channel(ALL);

        channel.tell(ended(Deployment.Ending.ROLLED_BACK));
        channel.tell(notice(rollback));
        channel.tell(notice(retry));

        assertThat(jira.issues.get("SHOP-1").status).isEqualTo("Open");
        assertThat(jira.versions.get("1.4.2").path("released").asBoolean()).isFalse();
    }

    @Test
    void a_version_that_is_released_keeps_its_date() {
        jira.versions.get("1.4.2").put("released", true).put("releaseDate", "2025-12-24");

        channel(ALL).tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.versions.get("1.4.2").path("releaseDate").asText()).isEqualTo("2025-12-24");
    }

    @Test
    void a_version_is_made_only_where_that_is_asked_for() {
        jira.versions.remove("1.4.2");
        channel(ALL).tell(ended(Deployment.Ending.SUCCEEDED));
        assertThat(jira.versions).doesNotContainKey("1.4.2");

        Map<String, String> settings = new HashMap<>(ALL);
        settings.put("createVersion", "true");
        jira.breaks("POST", "/version", Fault.LOST);
        channel(settings).tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.versions.get("1.4.2").path("released").asBoolean()).isTrue();
    }

    @Test
    void an_issue_that_is_not_there_is_no_failure_of_the_others() {
        Deployment deployment = with(
                Shop.ended(Deployment.Ending.SUCCEEDED), Kind.DEPLOY, Optional.empty(), List.of("SHOP-404", "SHOP-23"));

        channel(ALL).tell(notice(deployment));

        assertThat(jira.issues.get("SHOP-23").comments).hasSize(1);
    }

    @Test
    void an_issue_that_breaks_delays_only_itself_and_nothing_is_doubled_later() {
        JiraChannel channel = channel(ALL);
        jira.breaks("POST", "SHOP-1/remotelink", Fault.BROKEN);

        assertThatThrownBy(() -> channel.tell(ended(Deployment.Ending.SUCCEEDED))).isInstanceOf(HttpUnavailable.class);
        assertThat(jira.issues.get("SHOP-1").comments).isEmpty();
        assertThat(jira.issues.get("SHOP-23").comments).hasSize(1);
        channel.tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.issues.values()).allSatisfy(issue -> assertThat(issue.comments).hasSize(1));
    }

    @Test
    void a_refusal_names_its_issue_and_why() {
        jira.breaks("POST", "SHOP-1/comment", Fault.FORBIDDEN);

        assertThatThrownBy(() -> channel(ALL).tell(ended(Deployment.Ending.SUCCEEDED)))
                .isInstanceOf(HttpRefused.class)
                .hasMessageMatching("SHOP-1: tracker \\(127\\.0\\.0\\.1:\\d+\\) refuses it \\(status 403\\): No\\.");
        assertThat(jira.issues.get("SHOP-23").status).isEqualTo("Done");
    }

    @Test
    void a_captcha_is_met_once() {
        jira.breaks("POST", "SHOP-1/remotelink", Fault.CAPTCHA);

        assertThatThrownBy(() -> channel(ALL).tell(ended(Deployment.Ending.SUCCEEDED)))
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("asks for a CAPTCHA (status 403)");
        assertThat(jira.calls()).hasSize(1);
    }

    @Test
    void a_login_that_is_not_known_is_no_issue_that_is_missing() {
        JiraChannel stranger = channel(ALL, Login.bearer("an0ther"));

        assertThatThrownBy(() -> stranger.tell(ended(Deployment.Ending.SUCCEEDED)))
                .isInstanceOfSatisfying(
                        HttpRefused.class, refusal -> assertThat(refusal.status()).isEqualTo(401))
                .hasMessageNotContaining("an0ther");
    }

    @Test
    void who_asks_to_wait_is_left_alone() {
        jira.breaks("POST", "SHOP-1/remotelink", Fault.BUSY_FOR_17_SECONDS);

        assertThatThrownBy(() -> channel(ALL).tell(ended(Deployment.Ending.SUCCEEDED)))
                .isInstanceOfSatisfying(
                        HttpUnavailable.class,
                        outage -> assertThat(outage.after()).contains(Duration.ofSeconds(17)));
        assertThat(jira.calls()).hasSize(1);
    }

    @Test
    void nobody_at_the_port_is_an_outage() {
        JiraChannel channel = channel(ALL);
        jira.close();

        assertThatThrownBy(() -> channel.tell(ended(Deployment.Ending.SUCCEEDED))).isInstanceOf(HttpUnavailable.class);
    }

    static Stream<Arguments> every_fault_in_every_call() {
        return Stream.of(
                        "POST SHOP-1/remotelink",
                        "GET SHOP-1/comment",
                        "POST SHOP-1/comment",
                        "GET SHOP-1",
                        "GET SHOP-1/transitions",
                        "POST SHOP-1/transitions",
                        "GET SHOP/versions",
                        "PUT version/101")
                .flatMap(call -> Stream.of(Fault.values()).map(fault -> Arguments.of(call, fault)));
    }

    @ParameterizedTest
    @MethodSource("every_fault_in_every_call")
    void after_any_fault_the_next_attempt_leaves_everything_once(String call, Fault fault) {
        JiraChannel channel = channel(ALL);
        jira.breaks(call.split(" ")[0], call.split(" ")[1], fault);

        Throwable first = catchThrowable(() -> channel.tell(ended(Deployment.Ending.SUCCEEDED)));
        channel.tell(ended(Deployment.Ending.SUCCEEDED));

        if (first != null) {
            assertThat(first).isInstanceOf(fault.isPassing() ? HttpUnavailable.class : HttpRefused.class);
            assertThat(first.toString()).doesNotContain(TOKEN);
        }
        assertThat(jira.issues.values()).allSatisfy(issue -> {
            assertThat(issue.links).hasSize(1);
            assertThat(issue.comments).hasSize(1);
            assertThat(issue.status).isEqualTo("Done");
        });
        assertThat(jira.versions.get("1.4.2").path("released").asBoolean()).isTrue();
    }

    @Test
    void the_cloud_gets_documents_for_comments_and_numbers_for_projects() {
        jira.close();
        jira = new JiraStub(true, Login.basic("trikk@example.org", TOKEN).value());
        jira.versions.remove("1.4.2");
        Map<String, String> settings = new HashMap<>(ALL);
        settings.put("cloud", "true");
        settings.put("createVersion", "true");
        JiraChannel channel = channel(settings, Login.basic("trikk@example.org", TOKEN));

        channel.tell(ended(Deployment.Ending.SUCCEEDED));
        channel.tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.issues.get("SHOP-1").comments).singleElement().satisfies(comment -> assertThat(
                        comment.findValuesAsText("text"))
                .containsExactly(
                        "SUCCEEDED shop 1.4.2 -> production",
                        "shop-17",
                        "Ended at 2026-03-01 12:03 UTC, asked for by kari@example.org",
                        "Told by Trikk (shop-17:7 2026-03-01T12:00:00Z)"));
        assertThat(jira.issues.get("SHOP-1").status).isEqualTo("Done");
        assertThat(jira.versions.get("1.4.2").path("released").asBoolean()).isTrue();
        assertThat(channel.check()).isEqualTo("logged in as Trikk på blåbærtur at JIRA Cloud");
    }

    @Test
    void a_check_says_who_is_logged_in_and_where() {
        assertThat(channel(ALL).check()).isEqualTo("logged in as Trikk på blåbærtur at JIRA 10.3.1");
        assertThat(jira.calls()).containsExactly("GET /jira/rest/api/2/myself", "GET /jira/rest/api/2/serverInfo");
    }

    @Test
    void a_check_says_what_is_wrong() {
        assertThatThrownBy(() -> channel(ALL, Login.bearer("an0ther")).check())
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("does not know the login");
    }

    @Test
    void a_check_tells_the_cloud_from_a_data_center() {
        Map<String, String> settings = new HashMap<>(ALL);
        settings.put("cloud", "true");
        assertThatThrownBy(() -> channel(settings).check()).isInstanceOf(HttpRefused.class);

        jira.close();
        jira = new JiraStub(true, "Bearer " + TOKEN);
        assertThatThrownBy(() -> channel(ALL).check()).hasMessage("tracker is JIRA Cloud: write \"cloud: true\"");
    }

    @Test
    void other_events_are_not_told() {
        channel(ALL)
                .tell(new Notice(
                        Shop.event(Event.Type.STARTED),
                        Optional.of(Shop.ended(Deployment.Ending.SUCCEEDED)),
                        List.of()));

        assertThat(jira.calls()).isEmpty();
    }

    @Test
    void a_link_that_leads_nowhere_is_found_at_the_start() {
        assertThatThrownBy(() -> JiraSettings.of(Map.of("link", "${id}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("link must be a URL");
    }
}
