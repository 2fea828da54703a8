package dev.trikk;

import static dev.trikk.Rails.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Alarm.Kind;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.plan.Stage;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real reconciler beside the real routes, on a real broker and a real ledger. */
class ReconcileTest {
    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final AtomicBoolean bug = new AtomicBoolean(true);
    private Site site;

    @BeforeEach
    void givenABrokerWithoutPatience() {
        site = new Site(folder).changeBroker("maximumRedeliveries=\"12\"", "maximumRedeliveries=\"0\"");
    }

    @Test
    void a_deployment_whose_message_was_lost_gets_another_one() throws Exception {
        try (Rails rails = new Rails(site, SOON);
                BrokerClient client = rails.client()) {
            rails.camel.getRouteController().stopRoute("install");
            client.ask(aRequest("r1"));
            client.take("trikk.install");

            rails.camel.getRouteController().startRoute("install");

            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            awaitNoAlarm(rails);
        }
    }

    @Test
    void a_lost_message_is_an_alarm_that_says_what_was_done() throws Exception {
        try (Rails rails = new Rails(site, SOON);
                BrokerClient client = rails.client()) {
            rails.camel.getRouteController().stopRoute("install");
            client.ask(aRequest("r1"));
            client.take("trikk.install");

            Alarm alarm = awaitAlarm(rails);

            assertThat(alarm.kind()).isEqualTo(Kind.REPAIRED);
            assertThat(alarm.text()).contains("its message was lost", "sent again");
            Message again = client.take("trikk.install");
            assertThat(again.getBooleanProperty("TrikkAgain")).isTrue();
        }
    }

    @Test
    void a_message_in_work_or_in_its_queue_is_not_lost_but_a_person_is_told_that_it_stands_still() throws Exception {
        // a stage that is stopped gives a message back once
        try (Rails rails = new Rails(new Site(folder.resolve("patient")), Duration.ofMillis(1));
                BrokerClient client = rails.client()) {
            CountDownLatch looks = new CountDownLatch(1);
            rails.works.put(Stage.INSTALL, boarding -> {
                await().during(SOON).until(() -> true);
                looks.countDown();
                return Rails.well(boarding);
            });
            rails.camel.getRouteController().stopRoute("switch");

            client.ask(aRequest("r1"));

            assertThat(looks.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            await().during(SOON).until(() -> rails.alarms.open().stream().allMatch(alarm -> alarm.kind() == Kind.SLOW));
            assertThat(awaitAlarm(rails).text()).contains("its message is in a queue or in work");
            rails.camel.getRouteController().startRoute("switch");
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            awaitNoAlarm(rails);
            assertThat(rails.log).containsOnlyOnce("install", "switch");
        }
    }

    @Test
    void a_deployment_that_nobody_has_admitted_is_admitted() throws Exception {
        try (Rails rails = new Rails(site, SOON);
                BrokerClient client = rails.client()) {
            rails.camel.getRouteController().stopRoute("admit");
            client.ask(aRequest("r1"));
            client.take("trikk.admit");

            rails.camel.getRouteController().startRoute("admit");

            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
        }
    }

    @Test
    void what_a_stage_gives_up_is_parked_and_a_person_is_told() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            givenABugIn(rails, Stage.INSTALL);

            client.ask(aRequest("r1"));

            Alarm alarm = awaitAlarm(rails);
            Deployment parked = rails.ledger.findByRequest("r1").orElseThrow();
            assertThat(parked.isParked()).isTrue();
            assertThat(alarm.kind()).isEqualTo(Kind.PARKED);
            assertThat(alarm.key()).isEqualTo("parked/" + parked.id());
            assertThat(alarm.text())
                    .contains(
                            "stage install gave up",
                            "IllegalStateException: a bug",
                            "trikk control retry " + parked.id())
                    .isEqualTo(parked.id() + " stands still: " + parked.reason());
        }
    }

    @Test
    void a_parked_deployment_that_is_retried_goes_on_and_its_dead_letter_parks_it_no_more() throws Exception {
        try (Rails rails = new Rails(site, SOON);
                BrokerClient client = rails.client()) {
            givenABugIn(rails, Stage.INSTALL);
            client.ask(aRequest("r1"));
            awaitAlarm(rails);
            rails.camel.getRouteController().stopRoute("install");
            Deployment parked = rails.ledger.findByRequest("r1").orElseThrow();

            bug.set(false);
            rails.ledger.resume(parked.id(), parked.plan(), parked.cursor(), "");

            await().during(SOON).until(() -> rails.ledger
                    .findByRequest("r1")
                    .filter(now -> now.state() == State.ACTIVE)
                    .isPresent());
            rails.camel.getRouteController().startRoute("install");
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            awaitNoAlarm(rails);
        }
    }

    @Test
    void a_person_who_types_retry_brings_a_parked_deployment_back() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            givenABugIn(rails, Stage.INSTALL);
            client.ask(aRequest("r1"));
            String id = awaitAlarm(rails).deployment().orElseThrow();

            bug.set(false);
            client.send(
                    "trikk.control",
                    client.session()
                            .createTextMessage(
                                    "{\"command\":\"retry\",\"deployment\":\"" + id + "\",\"by\":\"anna\"}"));

            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            awaitNoAlarm(rails);
        }
    }

    @Test
    void a_request_that_cannot_be_worked_on_is_an_alarm_until_somebody_takes_it_away() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            rails.releases = version -> {
                throw new IllegalStateException("a bug");
            };
            client.send("trikk.requests", client.session().createTextMessage(aRequest("r1")));

            assertThat(awaitAlarm(rails).key()).startsWith("parked/trikk.requests/ID:");
            client.take("DLQ.trikk.requests");

            awaitNoAlarm(rails);
        }
    }

    @Test
    void a_long_wait_for_what_is_away_is_an_alarm_until_it_is_back() throws Exception {
        try (Rails rails = new Rails(site);
                BrokerClient client = rails.client()) {
            rails.works.put(Stage.INSTALL, boarding -> {
                if (bug.get()) {
                    throw new BalancerUnavailable("no answer", null);
                }
                return Rails.well(boarding);
            });
            client.ask(aRequest("r1"));

            Alarm alarm = awaitAlarm(rails);
            bug.set(false);

            assertThat(alarm.kind()).isEqualTo(Kind.WAITING);
            assertThat(alarm.text()).contains("waits for the load balancer: no answer; tried ");
            assertThat(rails.awaitEnd("r1").ending()).contains(Ending.SUCCEEDED);
            awaitNoAlarm(rails);
        }
    }

    private void givenABugIn(Rails rails, Stage stage) {
        rails.works.put(stage, boarding -> {
            if (bug.get()) {
                throw new IllegalStateException("a bug");
            }
            return Rails.well(boarding);
        });
    }

    private static Alarm awaitAlarm(Rails rails) {
        return await().until(rails.alarms::open, alarms -> !alarms.isEmpty()).get(0);
    }

    private static void awaitNoAlarm(Rails rails) {
        await().until(rails.alarms::open, List::isEmpty);
    }
}
