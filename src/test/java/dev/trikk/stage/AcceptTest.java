package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.anApplication;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Approval;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.inventory.Freeze;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Schedule;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Train;
import dev.trikk.plan.Stage;
import dev.trikk.request.json.JsonRequests;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How trains are taken, and what the rules of an environment say to requests of both kinds. */
class AcceptTest {
    private static final String ALL = "\"action\": \"train\", \"train\": {\"all\": true, \"version\": \"2\"}";
    private static final String ONE = "\"application\": \"shop\", \"version\": \"2\"";

    private final Scene scene = new Scene();
    private EnvironmentRules rules = EnvironmentRules.NONE;

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_train_of_all_leaves_out_what_runs_already() {
        givenRuns("parking", "2");

        Exchange exchange = request("\"id\": \"friday\", " + ALL);

        Train train = scene.ledger.trainByRequest("friday").orElseThrow();
        assertThat(answer(exchange))
                .contains("\"accepted\":true", "\"train\":\"" + train.id() + "\"")
                .contains("\"application\":\"parking\"", "production runs 2 already");
        assertThat(scene.ledger.ofTrain(train.id()))
                .extracting(deployment -> deployment.lane().application())
                .containsExactly("shop");
    }

    @Test
    void the_same_train_twice_is_one_train_with_one_answer() {
        Exchange first = request("\"id\": \"friday\", " + ALL);

        Exchange second = request("\"id\": \"friday\", " + ALL);

        assertThat(answer(second)).isEqualTo(answer(first));
        assertThat(scene.ledger.underWay()).hasSize(2);
    }

    @Test
    void a_dry_run_of_a_train_writes_nothing() {
        Exchange exchange = request(ALL + ", \"options\": {\"dryRun\": true}");

        assertThat(answer(exchange)).contains("\"dryRun\":true", "shop", "parking");
        assertThat(scene.ledger.underWay()).isEmpty();
    }

    @Test
    void a_dry_run_that_is_refused_is_answered_and_told_to_nobody() {
        rules = rules(false, List.of(), Optional.empty());

        Exchange exchange = request(ALL + ", \"options\": {\"dryRun\": true}");

        assertThat(answer(exchange)).contains("\"accepted\":false", "rule \\\"trains\\\"");
        assertThat(exchange.getMessage().getHeader(StageExchange.NEXT)).isNull();
    }

    @Test
    void a_train_is_refused_as_a_whole_with_all_that_is_wrong_with_any_of_it() {
        Exchange exchange = request("\"action\": \"train\", \"train\": {\"deployments\": ["
                + "{\"application\": \"shpo\", \"version\": \"2\"}, {\"application\": \"shop\", \"version\": \"2\"},"
                + " {\"application\": \"shop\", \"version\": \"3\"}]}");

        assertThat(answer(exchange))
                .contains("\"accepted\":false")
                .contains("$.train.deployments[0].application", "did you mean shop?")
                .contains("$.train.deployments[2].application", "is in this list twice");
        assertThat(scene.ledger.underWay()).isEmpty();
    }

    @Test
    void an_environment_without_trains_still_takes_single_deployments() {
        rules = rules(false, List.of(), Optional.empty());

        assertThat(answer(request(ALL)))
                .contains("\"accepted\":false", "rule \\\"trains\\\": production takes no trains");
        assertThat(answer(request(ONE))).contains("\"accepted\":true");
    }

    @Test
    void only_those_who_may_deploy_do_and_a_request_cannot_say_who_it_is_from() {
        rules = rules(true, List.of(), Optional.of(Set.of("anna")));

        assertThat(answer(request(ONE + ", \"requestedBy\": \"anna\"")))
                .contains("\"accepted\":false", "rule \\\"mayDeploy\\\": ci may not deploy in production, only anna.");
        assertThat(answer(request(ALL))).contains("\"accepted\":false", "rule \\\"mayDeploy\\\"");
    }

    @Test
    void a_freeze_lets_rollbacks_through_unless_it_says_no() {
        givenRuns("shop", "1");
        givenRuns("shop", "2");
        String rollback = "\"action\": \"rollback\", \"application\": \"shop\"";

        rules = rules(true, List.of(freeze(true)), Optional.empty());
        assertThat(answer(request(ONE)))
                .contains("rule \\\"freeze\\\": production takes no deployments until", "audit");
        assertThat(answer(request(ALL))).contains("\"accepted\":false", "rule \\\"freeze\\\"");
        assertThat(answer(request(rollback))).contains("\"accepted\":true");

        rules = rules(true, List.of(freeze(false)), Optional.empty());
        assertThat(answer(request(rollback))).contains("rule \\\"freeze\\\": production takes no rollbacks until");
    }

    @Test
    void a_freeze_by_hand_is_told_with_who_froze() {
        scene.freezes.freeze("production", Optional.empty(), "a fire", "anna");

        assertThat(answer(request(ALL))).contains("until somebody thaws it (a fire, frozen by anna)");
    }

    @Test
    void every_rule_that_is_broken_is_told_at_once() {
        rules = rules(false, List.of(freeze(true)), Optional.of(Set.of()));

        assertThat(answer(request(ALL)))
                .contains("rule \\\"trains\\\"", "rule \\\"mayDeploy\\\"", "only nobody", "rule \\\"freeze\\\"");
    }

    @Test
    void where_approval_is_needed_a_deployment_begins_with_a_hold() {
        rules = new EnvironmentRules(
                true, Approval.ANYONE, ZoneOffset.UTC, List.of(), Optional.empty(), Optional.empty());

        request(ALL);

        assertThat(scene.ledger.underWay())
                .hasSize(2)
                .allSatisfy(deployment -> assertThat(deployment.step().stage()).isEqualTo(Stage.HOLD));
    }

    private Exchange request(String fields) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("JMSMessageID", "ID:" + java.util.UUID.randomUUID());
        exchange.getMessage().setHeader("JMSXUserID", "ci");
        exchange.getMessage().setBody("{" + fields + ", \"environment\": \"production\"}");
        accept().process(exchange);
        return exchange;
    }

    private Accept accept() {
        Map<String, dev.trikk.inventory.Application> applications = new LinkedHashMap<>();
        applications.put("shop", anApplication("shop"));
        applications.put("parking", anApplication("parking"));
        Inventory inventory = new Inventory(
                Map.of(),
                Map.of("production", aPairedEnvironment()),
                applications,
                Map.of(),
                Map.of("production", rules));
        return new Accept(
                new JsonRequests(10_000),
                () -> inventory,
                new Planner(
                        (application, from, version) -> aRelease(application.name(), version),
                        (application, version, file) -> aRelease(application.name(), version),
                        scene.ledger),
                scene.ledger,
                scene.alarms,
                new DryRun(Duration.ofMinutes(1)),
                new Opening(() -> inventory, scene.freezes, scene.time),
                new Caller("trikk"),
                new Together(Runnable::run, 8));
    }

    private void givenRuns(String application, String version) {
        Deployment over =
                scene.ledger.end(scene.boarded(aPlan(application, version), Stage.FINISH), Ending.SUCCEEDED, "");
        assertThat(over.lane().application()).isEqualTo(application);
    }

    private Freeze freeze(boolean rollbacks) {
        Instant now = scene.time.instant();
        return new Freeze(new Schedule.Between(now, now.plus(Duration.ofDays(1))), "audit", rollbacks);
    }

    private static EnvironmentRules rules(boolean trains, List<Freeze> freezes, Optional<Set<String>> mayDeploy) {
        return new EnvironmentRules(trains, Approval.NONE, ZoneOffset.UTC, freezes, mayDeploy, Optional.empty());
    }

    private static String answer(Exchange exchange) {
        return exchange.getProperty("trikk.answer", String.class);
    }
}
