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
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Ledger.LedgerUnavailable;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.jdbi.JdbiAlarms;
import dev.trikk.ledger.jdbi.JdbiCommands;
import dev.trikk.ledger.jdbi.JdbiFreezes;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.JdbiOutbox;
import dev.trikk.ledger.jdbi.JdbiPauses;
import dev.trikk.ledger.jdbi.JdbiRotations;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.plan.Stage;
import dev.trikk.release.Release;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.Outcome;
import dev.trikk.remote.Script;
import dev.trikk.remote.Upload;
import dev.trikk.request.json.JsonRequests;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Pauses;
import dev.trikk.stage.StageBeans;
import dev.trikk.stage.StagePauses;
import dev.trikk.stage.StageRoutes;
import dev.trikk.stage.StageWork;
import jakarta.jms.JMSException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/**
 * The real route files on a real broker and a real ledger. Every stage only writes down that it was there, unless a test puts
 * another work in its place; the ledger and the repository can be away.
 */
final class Rails implements AutoCloseable {
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final Map<Stage, StageWork> works = new ConcurrentHashMap<>();
    final AtomicBoolean ledgerAway = new AtomicBoolean();
    /** What happens between the ledger's commit and the broker's. */
    volatile Runnable afterLedger = () -> {};

    volatile Function<String, Release> releases = version -> aRelease("shop", version);

    final CamelContext camel = new DefaultCamelContext();
    final Ledger ledger;
    final Alarms alarms;
    final JdbiPauses pauses;
    final StagePauses stages;
    private final Duration stuckAfter;
    private final Duration patience;
    private final LedgerDatabase database;
    private final JmsPoolConnectionFactory connections;
    private final Broker broker;

    /** Starts all of it on a site's broker configuration and data. */
    Rails(Site site) {
        this(site, Duration.ofMinutes(10));
    }

    /** The same, where a deployment without a message is missed after that time. */
    Rails(Site site, Duration stuckAfter) {
        this(site, stuckAfter, Patience.LONG);
    }

    private Rails(Site site, Duration stuckAfter, Duration patience) {
        this.stuckAfter = stuckAfter;
        this.patience = patience;
        broker = BrokerConfiguration.start(site.settings(), Passwords.embedded(site.settings()));
        database = new LedgerDatabase(
                LedgerDatabase.h2(site.path("ledger").toString()), Optional.empty(), Optional.empty());
        ledger = new JdbiLedger(database, Clock.systemUTC());
        alarms = new JdbiAlarms(database, Clock.systemUTC(), () -> {});
        pauses = new JdbiPauses(database, Clock.systemUTC());
        stages = new StagePauses(new StageRoutes(camel), pauses);
        connections = Jms.connections(broker.localUrl(), "trikk", Site.DAEMON_PASSWORD);
        camel.addComponent("jms", Jms.transacted(connections));
        camel.addComponent("answers", Jms.answers(connections));
        camel.addComponent("again", Jms.again(connections));
        bind();
        Routes.load(camel, Path.of("routes/stages"), List.of(), stages.restingAtStart());
        Routes.load(camel, Path.of("routes/ops"));
    }

    /** Steps that wait for a server wait so long, and not for as long as a test does. */
    static Rails withPatience(Site site, Duration patience) {
        return new Rails(site, Duration.ofMinutes(10), patience);
    }

    /** Somebody with the daemon's rights at the broker. */
    BrokerClient client() throws JMSException {
        return BrokerClient.daemon(broker.url("openwire"));
    }

    /** A deployment's id in the place of what is asked for: the request's. */
    Deployment awaitEnd(String request) {
        return await().until(
                        () -> ledger.findByRequest(request).orElse(null),
                        found -> found != null && found.state() == Deployment.State.ENDED);
    }

    static String aRequest(String id) {
        return "{\"id\":\"" + id + "\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\"}";
    }

    private void bind() {
        Inventory inventory = new Inventory(
                Map.of(), Map.of("production", aPairedEnvironment()), Map.of("shop", anApplication("shop", "batch1")));
        StageBeans.bind(
                camel,
                new StageBeans.Ports(
                        new JsonRequests(10_000),
                        new JsonCommands(10_000),
                        () -> inventory,
                        (application, repository, version) -> releases.apply(version),
                        (application, version, file) -> aRelease("shop", version),
                        (release, repository) -> null,
                        "node",
                        mayBeAway(ledger),
                        new JdbiRotations(database, Clock.systemUTC()),
                        pauses,
                        new JdbiOutbox(database, Clock.systemUTC()),
                        alarms,
                        new JdbiCommands(database, Clock.systemUTC()),
                        nobody(),
                        balancer -> {
                            throw new BalancerUnavailable("nobody asks it here", null);
                        },
                        (url, timeout) -> null,
                        EventJson::write,
                        Runnable::run,
                        new Pauses(),
                        Clock.systemUTC(),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1),
                        8,
                        connections,
                        new StageBeans.Limits(patience, stuckAfter, Duration.ofSeconds(3), Duration.ofDays(1)),
                        new JdbiFreezes(database, Clock.systemUTC()),
                        "trikk"),
                "answers:queue:answers");
        for (Stage stage : Stage.values()) {
            if (stage != Stage.FINISH && stage != Stage.HOLD) {
                camel.getRegistry().unbind(stage.word());
                camel.getRegistry()
                        .bind(
                                stage.word(),
                                StageBeans.processor(boarding -> work(stage, boarding), patience, Clock.systemUTC()));
            }
        }
        Processor advance = camel.getRegistry().lookupByNameAndType("advance", Processor.class);
        camel.getRegistry().unbind("advance");
        camel.getRegistry().bind("advance", (Processor) exchange -> {
            advance.process(exchange);
            afterLedger.run();
        });
        camel.getRegistry().bind("inventoryReload", (Processor) exchange -> {});
        camel.getRegistry().bind("pauses", stages);
        camel.getRegistry().bind("stopNode", (Processor) exchange -> {});
        Routes.property(camel, "trikk.node", "node");
        Routes.property(camel, "trikk.rejected.keep", "60000");
        Routes.property(camel, "trikk.reconcile.interval", "500");
        for (String key : List.of("trikk.stage.consumers", "trikk.stage.rotate.consumers")) {
            Routes.property(camel, key, "2");
        }
    }

    private List<Result> work(Stage stage, Boarding boarding) {
        log.add(stage.word());
        return works.getOrDefault(stage, Rails::well).ride(boarding);
    }

    /** One good result. */
    static List<Result> well(Boarding boarding) {
        return result(boarding, Outcome.ok("", Duration.ZERO));
    }

    static List<Result> result(Boarding boarding, Outcome outcome) {
        Stage stage = boarding.work().stage();
        return List.of(new Result(boarding.step(), stage, "app1", stage.word(), outcome, Instant.EPOCH));
    }

    private Ledger mayBeAway(Ledger there) {
        return (Ledger) Proxy.newProxyInstance(
                Rails.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (ledgerAway.get()) {
                        throw new LedgerUnavailable("connection refused", null);
                    }
                    try {
                        return method.invoke(there, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
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

    @Override
    public void close() {
        assertThat(camel.isStopped()).isFalse();
        camel.stop();
        connections.stop();
        broker.close();
        database.close();
    }
}
