package dev.trikk;

import dev.trikk.api.Callers;
import dev.trikk.api.http.ApiServer;
import dev.trikk.config.Settings;
import dev.trikk.control.MemberControl;
import dev.trikk.control.StageControl;
import dev.trikk.control.json.JsonCommands;
import dev.trikk.event.json.EventJson;
import dev.trikk.health.http.HttpProbe;
import dev.trikk.intake.http.Listener;
import dev.trikk.inventory.yaml.InventoryFile;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Commands;
import dev.trikk.ledger.Freezes;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.Records;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.jdbi.JdbiAlarms;
import dev.trikk.ledger.jdbi.JdbiAudit;
import dev.trikk.ledger.jdbi.JdbiCommands;
import dev.trikk.ledger.jdbi.JdbiFreezes;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.JdbiOutbox;
import dev.trikk.ledger.jdbi.JdbiRecords;
import dev.trikk.ledger.jdbi.JdbiRotations;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.release.Catalog;
import dev.trikk.remote.OnServer;
import dev.trikk.remote.ssh.PooledSshComponent;
import dev.trikk.remote.ssh.RouteOnServer;
import dev.trikk.remote.ssh.SshSessions;
import dev.trikk.request.json.JsonRequests;
import dev.trikk.rotation.Drains;
import dev.trikk.stage.Opening;
import dev.trikk.stage.StageBeans;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only place where everything is put together: a running daemon. */
public final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Settings settings;
    private final DaemonBroker broker;
    private final Ledger ledger;
    private final Records records;
    private final Rotations rotations;
    private final Operating operating;
    private final Alarms alarms;
    private final Commands commands;
    private final Outbox outbox;
    private final Freezes freezes;
    private final ReleaseSources sources;
    private final CamelContext camel;
    private SshSessions sessions;
    private Optional<Listener> intake = Optional.empty();
    private final CountDownLatch stopWanted = new CountDownLatch(1);

    /**
     * Starts a daemon and returns when it takes requests.
     *
     * @throws RuntimeException when something that it needs is missing or wrong; the message is for a person
     */
    public Wiring(Settings settings) {
        this.settings = settings;
        try {
            Clock clock = Clock.systemUTC();
            InventoryFile inventory = new InventoryFile(settings.path("trikk.inventory"));
            Folders.data(settings);
            camel = new DefaultCamelContext();
            LedgerDatabase database = keep(Doors.ledger(settings));
            Runnable nudge = Routes.nudge(camel, "seda:outbox?size=1&discardWhenFull=true");
            ledger = new JdbiLedger(database, clock, nudge);
            records = new JdbiRecords(database);
            rotations = new JdbiRotations(database, clock);
            operating = keep(new Operating(camel, database, rotations, clock));
            alarms = new JdbiAlarms(database, clock, nudge);
            commands = new JdbiCommands(database, clock);
            outbox = operating.counted(new JdbiOutbox(database, clock));
            freezes = new JdbiFreezes(database, clock);
            broker = keep(new DaemonBroker(settings));
            JmsPoolConnectionFactory connections = broker.connections();
            Connections outside = new Connections(camel, System.getenv(), clock);
            OnServer door =
                    outside.measured().of(OnServer.class, "server", new RouteOnServer(camel.createProducerTemplate()));
            BalancerAdapters balancers = keep(new BalancerAdapters(outside, camel, door, Threads.pause()));
            sources = ReleaseSources.of(settings, outside, inventory.get(), clock);
            bind(connections, inventory, door, balancers, clock);
            RunsWhere runsWhere = new RunsWhere(ledger, records, inventory);
            listen(database, inventory, balancers, runsWhere, clock);
            new Notifiers(camel, settings, ledger, outbox, runsWhere, clock).bind(broker.inOrder(), inventory, outside);
            keep((AutoCloseable) camel::stop);
            Routes.load(
                    camel,
                    settings.path("trikk.routes"),
                    inventory.get().notifiers().keySet(),
                    operating.resting());
            operating.start(sessions::open);
            balancers.check(inventory.get());
            JmxDoor.open(settings).ifPresent(this::keep);
            LOG.info(
                    "Trikk takes requests on queue trikk.requests; inventory {}; this node is {}",
                    settings.path("trikk.inventory"),
                    Nodes.name(settings));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void bind(
            JmsPoolConnectionFactory connections,
            InventoryFile inventory,
            OnServer door,
            BalancerAdapters balancers,
            Clock clock) {
        camel.getCamelContextExtension().setName("trikk");
        camel.getShutdownStrategy()
                .setTimeout(settings.duration("trikk.stop.timeout").toSeconds());
        camel.addComponent("jms", Jms.transacted(connections));
        camel.addComponent("answers", Jms.answers(connections));
        camel.addComponent("again", Jms.again(connections));
        camel.addComponent("questions", Jms.questions(connections));
        sessions = keep(Doors.sessions(settings));
        camel.addComponent("ssh", new PooledSshComponent(sessions));
        ExecutorService executor = Threads.forWaiting();
        keep(executor::shutdown);
        StageBeans.bind(
                camel,
                new StageBeans.Ports(
                        new JsonRequests(settings.size("trikk.requests.limit")),
                        new JsonCommands(settings.size("trikk.requests.limit")),
                        inventory,
                        sources.releases(),
                        sources.localReleases(),
                        sources.copies(),
                        UUID.randomUUID().toString(),
                        ledger,
                        rotations,
                        operating.pauses(),
                        outbox,
                        alarms,
                        commands,
                        door,
                        balancers,
                        new HttpProbe(),
                        EventJson::write,
                        executor,
                        Threads.pause(),
                        clock,
                        settings.duration("trikk.drain.interval"),
                        settings.duration("trikk.script.deadline"),
                        settings.number("trikk.rotate.together"),
                        connections,
                        new StageBeans.Limits(
                                settings.duration("trikk.server.patience"),
                                settings.duration("trikk.reconcile.after"),
                                settings.duration("trikk.alarm.after"),
                                settings.duration("trikk.events.keep")),
                        freezes,
                        settings.text("trikk.broker.user")),
                "answers:queue:answers");
        camel.getRegistry().bind("inventoryReload", (Processor) exchange -> inventory.reloadIfChanged());
        operating.show(
                new Operating.Site(
                        inventory,
                        ledger,
                        alarms,
                        balancers,
                        new Drains(Threads.pause(), clock, settings.duration("trikk.drain.interval"))),
                connections);
        Management.bind(camel, settings, operating.watch());
        stopping();
        Routes.millis(camel, settings, "trikk.reconcile.interval", "trikk.rejected.keep");
        Routes.numbers(camel, settings, "trikk.stage.consumers", "trikk.stage.rotate.consumers");
    }

    private void listen(
            LedgerDatabase database,
            InventoryFile inventory,
            BalancerAdapters balancers,
            RunsWhere runsWhere,
            Clock clock) {
        Callers callers = Tokens.of(settings, clock);
        ApiServer api = new ApiServer(new ApiServer.Ports(
                callers,
                ledger,
                records,
                new JdbiAudit(database, clock),
                alarms,
                rotations,
                balancers,
                inventory,
                runsWhere::versions,
                sources.catalog(),
                new JmsDesk(camel.createProducerTemplate()),
                operating.hands(new Opening(inventory, freezes, clock)::frozen),
                Main.version(),
                EventJson::write,
                clock,
                settings.number("trikk.http.rate"),
                settings.size("trikk.requests.limit")));
        intake = HttpIntake.bind(camel, settings, ledger, records, callers, api::mount, clock);
    }

    private void stopping() {
        String node = Nodes.name(settings);
        Routes.property(camel, "trikk.node", node);
        camel.getRegistry()
                .bind(
                        "stopNode",
                        StageBeans.stopNode(
                                new JsonCommands(settings.size("trikk.requests.limit")),
                                node,
                                settings.duration("trikk.stop.timeout"),
                                stopWanted::countDown));
    }

    /** Waits until somebody has told this node to stop, by a message; it still runs then. */
    public void awaitStopWanted() throws InterruptedException {
        stopWanted.await();
    }

    /** Does something when the embedded broker has stopped by itself; see {@link dev.trikk.broker.Broker#whenItFails}. */
    public void whenBrokerFails(Runnable action) {
        broker.embedded().ifPresent(embedded -> embedded.whenItFails(action));
    }

    /** Where clients outside this process reach the embedded broker: {@code openwire}, {@code stomp} or {@code amqp}. */
    public URI brokerUrl(String protocol) {
        return broker.embedded()
                .orElseThrow(() -> new IllegalStateException("the broker is not embedded"))
                .url(protocol);
    }

    /** The port on which requests over HTTP are taken. */
    public int httpPort() {
        return intake.orElseThrow(() -> new IllegalStateException("trikk.http.enabled is false"))
                .port();
    }

    /** What is true. */
    public Ledger ledger() {
        return ledger;
    }

    /** Which versions there are to choose from. */
    public Catalog catalog() {
        return sources.catalog();
    }

    /** Who rotates, and who is out of rotation. */
    public Rotations rotations() {
        return rotations;
    }

    /** What people may do to stages. */
    public StageControl stages() {
        return operating.stages();
    }

    /** What people may do to members by hand. */
    public MemberControl members() {
        return operating.members();
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** Stops taking messages, finishes the steps at hand, and leaves the rest in their queues. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("not stopped cleanly: {}", e.getMessage());
            }
        }
    }
}
