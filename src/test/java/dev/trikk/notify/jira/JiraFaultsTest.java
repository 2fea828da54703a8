package dev.trikk.notify.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Login;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.RestStub.Fault;
import dev.trikk.notify.Shop;
import dev.trikk.request.DeployRequest.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JiraFaultsTest extends JiraFixture {
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

        assertThatThrownBy(() -> channel.tell(ended(Deployment.Ending.SUCCEEDED)))
                .isInstanceOf(HttpUnavailable.class);
        assertThat(jira.issues.get("SHOP-1").comments).isEmpty();
        assertThat(jira.issues.get("SHOP-23").comments).hasSize(1);
        channel.tell(ended(Deployment.Ending.SUCCEEDED));

        assertThat(jira.issues.values())
                .allSatisfy(issue -> assertThat(issue.comments).hasSize(1));
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
                .isInstanceOfSatisfying(HttpRefused.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(401))
                .hasMessageNotContaining("an0ther");
    }

    @Test
    void who_asks_to_wait_is_left_alone() {
        jira.breaks("POST", "SHOP-1/remotelink", Fault.BUSY_FOR_17_SECONDS);

        assertThatThrownBy(() -> channel(ALL).tell(ended(Deployment.Ending.SUCCEEDED)))
                .isInstanceOfSatisfying(HttpUnavailable.class, outage -> assertThat(outage.after())
                        .contains(Duration.ofSeconds(17)));
        assertThat(jira.calls()).hasSize(1);
    }

    @Test
    void nobody_at_the_port_is_an_outage() {
        JiraChannel channel = channel(ALL);
        jira.close();

        assertThatThrownBy(() -> channel.tell(ended(Deployment.Ending.SUCCEEDED)))
                .isInstanceOf(HttpUnavailable.class);
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
        jira.breaks(call.split(" ", 2)[0], call.split(" ", 2)[1], fault);

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
}
