package dev.trikk.notify.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.trikk.event.Event;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.Login;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Notice;
import dev.trikk.notify.RestStub.Fault;
import dev.trikk.notify.Shop;
import dev.trikk.request.DeployRequest.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JiraChannelTest extends JiraFixture {
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
            assertThat(issue.comments)
                    .singleElement()
                    .satisfies(
                            comment -> assertThat(comment.path("body").asText())
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

        assertThat(jira.issues.get("SHOP-1").links.values()).singleElement().satisfies(link -> assertThat(
                        link.path("object").path("title").asText())
                .isEqualTo("PARTIAL shop 1.4.2 -> production"));
        assertThat(jira.issues.get("SHOP-1").comments).isEmpty();
        assertThat(jira.issues.get("SHOP-1").status).isEqualTo("Open");
    }

    @Test
    void a_comment_is_found_among_many_later_ones() {
        JiraChannel channel = channel(ALL);
        channel.tell(ended(Deployment.Ending.SUCCEEDED));
        for (int i = 0; i < 130; i++) {
            jira.issues
                    .get("SHOP-1")
                    .comments
                    .add(JsonNodeFactory.instance.objectNode().put("body", "Blåbær? (shop-17:70)"));
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
        Deployment rollback =
                with(Shop.ended(Deployment.Ending.SUCCEEDED), Kind.ROLLBACK, Optional.empty(), List.of("SHOP-1"));
        Deployment retry =
                with(Shop.ended(Deployment.Ending.SUCCEEDED), Kind.RETRY, Optional.of("shop-16"), List.of("SHOP-1"));
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
