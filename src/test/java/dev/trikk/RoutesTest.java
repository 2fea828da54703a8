package dev.trikk;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.broker.Broker;
import dev.trikk.control.json.JsonCommands;
import dev.trikk.event.json.EventJson;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.jdbi.JdbiAlarms;
import dev.trikk.ledger.jdbi.JdbiCommands;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.JdbiOutbox;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.plan.Stage;
import dev.trikk.release.Release;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import dev.trikk.request.json.JsonRequests;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Pauses;
import dev.trikk.stage.StageBeans;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** The real route files on a real broker and a real ledger; every stage only writes down that it was there. */
class RoutesTest {
    private static final String RIDE = "fetch install switch rotate rotate disable verify prune";

    @TempDir
    Path folder;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean diesAfterTheLedger = new AtomicBoolean();
    private final AtomicInteger repositoryAway = new AtomicInteger();
    private final AtomicInteger troubles = new AtomicInteger();
    private final CamelContext camel = new DefaultCamelContext();
    private Broker broker;
    private LedgerDatabase database;
    private JdbiLedger ledger;
    private JmsPoolConnectionFactory connections;
    private Connection connection;
    private Session session;

    @BeforeEach
    void start() throws JMSException {
        broker = new Broker(Path.of("broker-config/activemq.xml"), brokerValues());
        database = new LedgerDatabase(
                LedgerDatabase.h2(folder.resolve("ledger").toString()), Optional.empty(), Optional.empty());
        ledger = new JdbiLedger(database, Clock.systemUTC());
        connections = Jms.connections(broker.localUrl(), "trikk", "secret");
        camel.addComponent("jms", Jms.transacted(connections));
        camel.addComponent("answers", Jms.answers(connections));
        camel.addComponent("again", Jms.again(connections));
        bind();
        Routes.load(camel, Path.of("routes/stages"));
        Routes.load(camel, Path.of("routes/ops"));
        connection = connections.createConnection();
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @AfterEach
    void stop() throws JMSException {
        connection.close();
        camel.stop();
        connections.stop();
        broker.close();
        database.close();
    }

    @Test
    void a_request_rides_through_the_steps_of_its_plan_in_their_order() throws JMSException {
        String answer =
                post("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}");

        Deployment ended = awaitEnd("r1");
        assertThat(answer).contains("\"accepted\":true", "\"deployment\":\"" + ended.id() + "\"", "rotate one");
        assertThat(ended.ending()).contains(Deployment.Ending.SUCCEEDED);
        assertThat(log).containsExactly(RIDE.split(" ", -1));
    }

    @Test
    void a_step_that_goes_wrong_ends_the_ride_before_the_next_step() throws JMSException {
        failing.add("install");

        post("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}");

        Deployment ended = awaitEnd("r1");
        assertThat(ended.ending()).contains(Deployment.Ending.FAILED);
        assertThat(ended.reason()).isEqualTo("app1: install failed with exit code 1: broken");
        assertThat(log).containsExactly("fetch", "install");
    }

    @Test
    void a_step_whose_result_was_stored_is_not_done_again_when_its_message_comes_again() throws JMSException {
        diesAfterTheLedger.set(true);

        post("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}");

        assertThat(awaitEnd("r1").ending()).contains(Deployment.Ending.SUCCEEDED);
        assertThat(diesAfterTheLedger).isFalse();
        assertThat(log).containsExactly(RIDE.split(" ", -1));
    }

    @Test
    void a_stage_that_could_not_work_gets_its_message_again_later() throws JMSException {
        troubles.set(1);

        post("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}");

        assertThat(awaitEnd("r1").ending()).contains(Deployment.Ending.SUCCEEDED);
        assertThat(log).containsExactly(("fetch " + RIDE).split(" ", -1));
    }

    @Test
    void a_request_waits_while_the_repository_cannot_be_asked() throws JMSException {
        repositoryAway.set(2);

        post("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}");

        assertThat(awaitEnd("r1").ending()).contains(Deployment.Ending.SUCCEEDED);
        assertThat(repositoryAway).hasValue(0);
    }

    @Test
    void the_next_one_of_a_lane_rides_when_the_one_before_it_has_ended() throws JMSException {
        post("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}");
        post("{\"id\":\"r2\",\"application\":\"shop\",\"version\":\"3\",\"environment\":\"production\"}");

        Deployment second = awaitEnd("r2");
        Deployment first = ledger.findByRequest("r1").orElseThrow();
        assertThat(second.startedAt().orElseThrow())
                .isAfterOrEqualTo(first.endedAt().orElseThrow());
        assertThat(log).containsExactly((RIDE + " " + RIDE).split(" ", -1));
    }

    @Test
    void the_same_request_twice_is_one_ride_and_both_get_the_same_answer() throws JMSException {
        String request = "{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}";

        String first = post(request);
        awaitEnd("r1");
        String second = post(request);

        assertThat(second).isEqualTo(first);
        assertThat(log).containsExactly(RIDE.split(" ", -1));
    }

    @Test
    void a_dry_run_is_answered_with_its_scripts_and_leaves_nothing_behind() throws JMSException {
        String answer = post("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\","
                + "\"options\":{\"dryRun\":true}}");

        assertThat(answer).contains("\"dryRun\":true", "\"server\":\"app1\"", "flock");
        assertThat(ledger.findByRequest("r1")).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void a_rejected_request_is_answered_with_all_reasons_and_kept_unchanged() throws JMSException {
        String request = "{\"application\":\"shopp\",\"version\":\"2\",\"environment\":\"prod\"}";

        String answer = post(request);

        assertThat(answer).contains("\"accepted\":false", "$.application", "$.environment");
        TextMessage rejected = receive("trikk.rejected");
        assertThat(rejected.getText()).isEqualTo(request);
        assertThat(rejected.getStringProperty("TrikkReasons")).contains("$.application", "$.environment");
    }

    @Test
    void what_is_wrong_in_form_and_what_is_not_allowed_are_told_at_once() throws JMSException {
        String answer = post("{\"application\":\"shopp\",\"version\":17,\"environment\":\"prod\",\"colour\":\"red\"}");

        assertThat(answer).contains("$.application", "$.version", "$.environment", "colour");
    }

    @Test
    void a_version_that_does_not_exist_is_rejected_with_the_repositorys_words() throws JMSException {
        String answer = post("{\"application\":\"shop\",\"version\":\"404\",\"environment\":\"production\"}");

        assertThat(answer).contains("$.version", "no such version");
    }

    @Test
    void events_reach_a_reader_in_the_order_in_which_they_happened() throws JMSException {
        MessageConsumer reader = session.createConsumer(session.createQueue("Consumer.mail.VirtualTopic.trikk.events"));

        post("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}");

        List<String> types = new ArrayList<>();
        while (!types.contains("ENDED")) {
            TextMessage message = (TextMessage) reader.receive(20_000);
            types.add(EventJson.read(message.getText()).type().name());
        }
        assertThat(types)
                .containsExactly(
                        "ACCEPTED",
                        "STARTED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "ENDED");
    }

    private Map<String, String> brokerValues() {
        return Map.of(
                "trikk.data", folder.toString(),
                "trikk.broker.host", "127.0.0.1",
                "trikk.broker.openwire.port", "0",
                "trikk.broker.stomp.port", "0",
                "trikk.broker.user", "trikk",
                "trikk.broker.password", "secret",
                "trikk.broker.ci.password", "secret",
                "trikk.broker.operator.password", "other");
    }

    private void bind() {
        Inventory inventory = new Inventory(
                Map.of(), Map.of("production", aPairedEnvironment()), Map.of("shop", anApplication("shop", "batch1")));
        Pauses time = new Pauses();
        StageBeans.bind(
                camel,
                new StageBeans.Ports(
                        new JsonRequests(10_000),
                        new JsonCommands(10_000),
                        () -> inventory,
                        (application, repository, version) -> release(version),
                        (application, version, file) -> aRelease("shop", version),
                        "node",
                        ledger,
                        new JdbiOutbox(database, Clock.systemUTC()),
                        new JdbiAlarms(database, Clock.systemUTC(), () -> {}),
                        new JdbiCommands(database, Clock.systemUTC()),
                        nobody(),
                        balancer -> {
                            throw new BalancerUnavailable("nobody asks it here", null);
                        },
                        (url, timeout) -> null,
                        EventJson::write,
                        Runnable::run,
                        time,
                        Clock.systemUTC(),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1),
                        8,
                        connections,
                        new StageBeans.Limits(
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(10),
                                Duration.ofDays(1))),
                "answers:queue:answers");
        for (Stage stage : Stage.values()) {
            if (stage != Stage.FINISH && stage != Stage.HOLD) {
                camel.getRegistry().unbind(stage.word());
                camel.getRegistry().bind(stage.word(), recorder(stage));
            }
        }
        Processor advance = camel.getRegistry().lookupByNameAndType("advance", Processor.class);
        camel.getRegistry().unbind("advance");
        camel.getRegistry().bind("advance", (Processor) exchange -> {
            advance.process(exchange);
            if (diesAfterTheLedger.compareAndSet(true, false)) {
                throw new IllegalStateException("killed between the ledger's commit and the broker's");
            }
        });
        camel.getRegistry().bind("inventoryReload", (Processor) exchange -> {});
        Routes.property(camel, "trikk.reconcile.interval", "30000");
        for (String key : List.of("trikk.stage.consumers", "trikk.stage.rotate.consumers")) {
            Routes.property(camel, key, "2");
        }
    }

    private Release release(String version) {
        if (repositoryAway.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new RepositoryUnavailable("the repository is away", null);
        }
        if (version.equals("404")) {
            throw new UnknownRelease("there is no such version");
        }
        return aRelease("shop", version);
    }

    private static OnServer nobody() {
        return new OnServer() {
            @Override
            public Outcome run(Server server, String login, Script script) {
                throw new AssertionError("nothing may reach a server here");
            }

            @Override
            public Outcome put(Server server, String login, Upload upload) {
                throw new AssertionError("nothing may reach a server here");
            }
        };
    }

    /** In place of a stage: rides like one that was passed is not ridden, and brings one result. */
    private Processor recorder(Stage stage) {
        return StageBeans.processor(
                boarding -> {
                    log.add(stage.word());
                    if (stage == Stage.FETCH && troubles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new IllegalStateException("the stage itself could not work");
                    }
                    Outcome outcome = failing.contains(stage.word())
                            ? new Outcome(Outcome.Status.FAILED, 1, "", "broken", Duration.ZERO)
                            : Outcome.ok("", Duration.ZERO);
                    return List.of(new Result(boarding.step(), stage, "app1", stage.word(), outcome, Instant.EPOCH));
                },
                Duration.ofMinutes(5),
                Clock.systemUTC());
    }

    private String post(String request) throws JMSException {
        Queue answers = session.createTemporaryQueue();
        TextMessage message = session.createTextMessage(request);
        message.setJMSReplyTo(answers);
        session.createProducer(session.createQueue("trikk.requests")).send(message);
        try (MessageConsumer consumer = session.createConsumer(answers)) {
            TextMessage answer = (TextMessage) consumer.receive(20_000);
            assertThat(answer).as("answer to " + request).isNotNull();
            return answer.getText();
        }
    }

    private TextMessage receive(String queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            return (TextMessage) consumer.receive(20_000);
        }
    }

    private Deployment awaitEnd(String request) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> ledger.findByRequest(request), found -> found.map(Deployment::state)
                        .equals(Optional.of(State.ENDED)))
                .orElseThrow();
    }
}
