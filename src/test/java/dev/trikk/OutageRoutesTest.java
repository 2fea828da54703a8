package dev.trikk;

import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Rails.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.plan.Stage;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.remote.Outcome;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.stage.StageWork;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the routes do with a message while something outside is away: they wait, as long as it takes. */
class OutageRoutesTest {
    @TempDir
    Path folder;

    private final AtomicInteger tries = new AtomicInteger();
    private Site site;

    /** The broker gives a message up after its first failure, so that nothing here can be the broker's patience. */
    @BeforeEach
    void givenABrokerWithoutPatience() {
        site = new Site(folder).changeBroker("maximumRedeliveries=\"12\"", "maximumRedeliveries=\"0\"");
    }

    @Test
    void a_request_waits_for_the_repository_and_its_sender_gets_the_answer_to_the_message_that_was_sent()
            throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            givenRepositoryAway(rails, 2);
            TextMessage request = ci.session()
                    .createTextMessage("{\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}");

            String answer = ci.ask(request);

            assertThat(answer).contains("\"accepted\":true");
            assertThat(rails.awaitEnd(request.getJMSMessageID()).ending()).contains(Ending.SUCCEEDED);
            assertThat(tries).hasValue(3);
        }
    }

    @Test
    void a_request_in_bytes_that_waited_is_still_the_same_request() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            givenRepositoryAway(rails, 1);
            var request = ci.session().createBytesMessage();
            request.writeBytes(aRequest("r1").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            request.setJMSCorrelationID("build 4711");

            assertThat(ci.ask(request)).contains("\"accepted\":true");
            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void a_request_that_waits_survives_a_restart() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            givenRepositoryAway(rails, 1_000);
            ci.send("trikk.requests", ci.session().createTextMessage(aRequest("r1")));
            await().until(() -> tries.get() > 1);
        }

        try (Rails rails = new Rails(site)) {
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
        }
    }

    @Test
    void a_step_waits_for_the_load_balancer_and_the_ledger_says_so() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            rails.works.put(Stage.ROTATE, failingTimes(3, new BalancerUnavailable("no answer from tcp:9999", null)));

            ci.ask(aRequest("r1"));

            await().until(() -> waitsFor(rails)
                    .startsWith("waits for the load balancer: no answer from tcp:9999; tried 2 times since "));
            Deployment ended = rails.awaitEnd("r1");
            assertThat(ended.ending()).contains(Ending.SUCCEEDED);
            assertThat(ended.why()).isEmpty();
            assertThat(rails.log)
                    .containsExactly(
                            "fetch", "install", "switch", "rotate", "rotate", "rotate", "rotate", "rotate", "disable",
                            "verify", "prune");
        }
    }

    @Test
    void a_rotation_that_another_one_took_over_and_did_rides_on_when_it_is_done() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            rails.works.put(Stage.ROTATE, boarding -> {
                if (tries.incrementAndGet() == 1) {
                    rotatedByAnother(rails.ledger, boarding);
                }
                return Rails.well(boarding);
            });

            ci.ask(aRequest("r1"));

            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            assertThat(rails.log)
                    .as("the second rotation is that of the second pair")
                    .containsExactly("fetch", "install", "switch", "rotate", "rotate", "disable", "verify", "prune");
        }
    }

    @Test
    void a_step_waits_for_a_server_that_is_away() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            rails.works.put(
                    Stage.INSTALL,
                    boarding -> tries.incrementAndGet() > 2 ? Rails.well(boarding) : Rails.result(boarding, away()));

            ci.ask(aRequest("r1"));

            await().until(() -> waitsFor(rails)
                    .startsWith("waits for app1: app1: install unreachable: no route to host; tried once since "));
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            assertThat(rails.ledger.results(rails.awaitEnd("r1").id())).allMatch(result -> result.isOk());
        }
    }

    @Test
    void a_server_that_stays_away_for_longer_than_the_patience_is_an_error_of_that_server() throws Exception {
        try (Rails rails = Rails.withPatience(site, Duration.ofSeconds(1));
                BrokerClient ci = rails.client()) {
            rails.works.put(Stage.INSTALL, boarding -> Rails.result(boarding, away()));

            ci.ask(aRequest("r1"));

            Deployment ended = rails.awaitEnd("r1");
            assertThat(ended.ending()).contains(Ending.FAILED);
            assertThat(ended.reason()).isEqualTo("app1: install unreachable: no route to host");
        }
    }

    @Test
    void a_step_waits_for_the_ledger() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            rails.works.put(Stage.INSTALL, boarding -> {
                rails.ledgerAway.set(tries.incrementAndGet() == 1);
                return Rails.well(boarding);
            });

            ci.ask(aRequest("r1"));

            await().untilTrue(rails.ledgerAway);
            assertThat(state(rails)).isEqualTo(State.ACTIVE);
            rails.ledgerAway.set(false);
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
        }
    }

    @Test
    void a_request_waits_for_the_ledger() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            rails.ledgerAway.set(true);
            rails.releases = version -> {
                rails.ledgerAway.set(false);
                return aRelease("shop", version);
            };
            ci.send("trikk.requests", ci.session().createTextMessage(aRequest("r1")));
            await().during(Duration.ofSeconds(2))
                    .until(() -> rails.ledger.findByRequest("r1").isEmpty());

            rails.ledgerAway.set(false);

            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
        }
    }

    @Test
    void an_error_of_the_stage_itself_is_no_outage_and_the_ledger_says_what_it_was() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient ci = rails.client()) {
            rails.works.put(Stage.INSTALL, failingTimes(1, new IllegalStateException("a bug")));

            ci.ask(aRequest("r1"));

            assertThat(ci.take("DLQ.trikk.install").getBody(String.class)).startsWith("install shop-");
            assertThat(waitsFor(rails)).isEqualTo("the stage broke off: java.lang.IllegalStateException: a bug");
        }
    }

    @Test
    void the_message_for_later_is_safe_before_the_old_one_is_consumed() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            rails.camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("jms:queue:old").to("again:queue:later").throwException(new IllegalStateException("killed"));
                }
            });

            client.send("old", client.session().createTextMessage("a step"));

            assertThat(client.take("later").getBody(String.class)).isEqualTo("a step");
            assertThat(client.take("DLQ.old").getBody(String.class)).isEqualTo("a step");
        }
    }

    @Test
    void every_route_that_takes_messages_of_deployments_names_what_happens_in_an_outage() throws Exception {
        try (Rails rails = new Rails(site)) {
            assertThat(((ModelCamelContext) rails.camel)
                            .getRouteDefinitions().stream().filter(OutageRoutesTest::isOfDeployments))
                    .hasSizeGreaterThanOrEqualTo(13)
                    .allMatch(route -> "on-outage".equals(route.getRouteConfigurationId()));
        }
    }

    @Test
    void a_misspelt_name_of_a_configuration_fails_the_start() throws IOException {
        Files.writeString(
                folder.resolve("odd.camel.yaml"),
                """
                - route:
                    id: odd
                    routeConfigurationId: on-outtage
                    from:
                      uri: direct:odd
                      steps:
                        - to: { uri: "log:odd" }
                """);

        assertThatThrownBy(() -> Routes.load(new DefaultCamelContext(), folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("odd")
                .hasMessageContaining("on-outtage");
    }

    private static void rotatedByAnother(Ledger ledger, Boarding rotation) {
        Boarding along =
                ledger.board(rotation.deployment().id(), rotation.step(), true).orElseThrow();
        ledger.record(along, Rails.well(along), new Course(along.deployment().plan(), ""));
    }

    private static boolean isOfDeployments(RouteDefinition route) {
        return route.getInput().getEndpointUri().startsWith("jms:queue:trikk.");
    }

    private void givenRepositoryAway(Rails rails, int times) {
        rails.releases = version -> {
            if (tries.incrementAndGet() <= times) {
                throw new RepositoryUnavailable("connection refused", null);
            }
            return aRelease("shop", version);
        };
    }

    private StageWork failingTimes(int times, RuntimeException trouble) {
        return boarding -> {
            if (tries.incrementAndGet() <= times) {
                throw trouble;
            }
            return Rails.well(boarding);
        };
    }

    private static Outcome away() {
        return Outcome.without(Outcome.Status.UNREACHABLE, "no route to host", Duration.ZERO);
    }

    private static String waitsFor(Rails rails) {
        return rails.ledger.findByRequest("r1").map(Deployment::waitsFor).orElse("");
    }

    private static State state(Rails rails) throws JMSException {
        return rails.ledger.findByRequest("r1").orElseThrow().state();
    }
}
