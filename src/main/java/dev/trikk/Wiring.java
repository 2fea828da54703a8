package dev.trikk;

import dev.trikk.broker.Broker;
import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import dev.trikk.control.json.JsonCommands;
import dev.trikk.event.json.EventJson;
import dev.trikk.health.http.HttpProbe;
import dev.trikk.inventory.yaml.InventoryFile;
import dev.trikk.ledger.Alarms;
import dev.trikk.ledger.Commands;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.jdbi.JdbiAlarms;
import dev.trikk.ledger.jdbi.JdbiCommands;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.JdbiOutbox;
import dev.trikk.ledger.jdbi.JdbiRotations;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.notify.mail.MailComponents;
import dev.trikk.notify.mail.MailReport;
import dev.trikk.release.RecentReleases;
import dev.trikk.release.maven.MavenReleases;
import dev.trikk.release.upload.Uploads;
import dev.trikk.remote.ssh.PooledSshComponent;
import dev.trikk.remote.ssh.RouteOnServer;
import dev.trikk.remote.ssh.SshSessions;
import dev.trikk.remote.ssh.SshSettings;
import dev.trikk.request.json.JsonRequests;
import dev.trikk.rotation.Pause;
import dev.trikk.stage.StageBeans;
import dev.trikk.stage.Told;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only place where everything is put together: a running daemon. */
public final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Settings settings;
    private final Optional<Broker> broker;
    private final Ledger ledger;
    private final Rotations rotations;
    private final Alarms alarms;
    private final Commands commands;
    private final Outbox outbox;
    private final CamelContext camel;
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
            LedgerDatabase database = keep(database());
            Runnable nudge = Routes.nudge(camel, "seda:outbox?size=1&discardWhenFull=true");
            ledger = new JdbiLedger(database, clock, nudge);
            rotations = new JdbiRotations(database, clock);
            alarms = new JdbiAlarms(database, clock, nudge);
            commands = new JdbiCommands(database, clock);
            outbox = new JdbiOutbox(database, clock);
            boolean embedded = settings.optional("trikk.broker.url").isEmpty();
            Passwords passwords = embedded ? Passwords.embedded(settings) : Passwords.elsewhere(settings);
            broker = embedded ? Optional.of(keep(BrokerConfiguration.start(settings, passwords))) : Optional.empty();
            JmsPoolConnectionFactory connections = connections(passwords);
            bind(connections, inventory, clock);
            keep((AutoCloseable) camel::stop);
            Routes.load(camel, settings.path("trikk.routes"));
            jmx();
            LOG.info(
                    "Trikk takes requests on queue trikk.requests; inventory {}; this node is {}",
                    settings.path("trikk.inventory"),
                    Nodes.name(settings));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private LedgerDatabase database() {
        String url = settings.optional("trikk.ledger.url")
                .orElseGet(() -> LedgerDatabase.h2(settings.path("trikk.data")
                        .resolve("ledger")
                        .toAbsolutePath()
                        .toString()));
        return new LedgerDatabase(
                url, settings.optional("trikk.ledger.user"), reveal(settings.secret("trikk.ledger.password")));
    }

    private JmsPoolConnectionFactory connections(Passwords passwords) {
        String url = broker.map(Broker::localUrl).orElseGet(() -> Jms.failover(settings.text("trikk.broker.url")));
        JmsPoolConnectionFactory connections =
                Jms.connections(url, settings.text("trikk.broker.user"), passwords.daemon());
        keep(connections::stop);
        Jms.verify(connections, broker.isPresent() ? "in this process" : settings.text("trikk.broker.url"));
        return connections;
    }

    private void bind(JmsPoolConnectionFactory connections, InventoryFile inventory, Clock clock) {
        camel.getCamelContextExtension().setName("trikk");
        camel.getShutdownStrategy()
                .setTimeout(settings.duration("trikk.stop.timeout").toSeconds());
        camel.addComponent("jms", Jms.transacted(connections));
        camel.addComponent("answers", Jms.answers(connections));
        camel.addComponent("again", Jms.again(connections));
        camel.addComponent("ssh", new PooledSshComponent(keep(sessions())));
        ExecutorService executor = Threads.forWaiting();
        keep(executor::shutdown);
        StageBeans.bind(
                camel,
                new StageBeans.Ports(
                        new JsonRequests(settings.size("trikk.requests.limit")),
                        new JsonCommands(settings.size("trikk.requests.limit")),
                        inventory,
                        new RecentReleases(
                                new MavenReleases(
                                        settings.duration("trikk.ssh.connectTimeout"),
                                        settings.duration("trikk.repository.timeout")),
                                clock),
                        new Uploads(
                                settings.path("trikk.uploads"),
                                settings.path("trikk.data").resolve("releases"),
                                settings.size("trikk.uploads.limit")),
                        UUID.randomUUID().toString(),
                        ledger,
                        rotations,
                        outbox,
                        alarms,
                        commands,
                        new RouteOnServer(camel.createProducerTemplate()),
                        new BalancerAdapters(pause()),
                        new HttpProbe(),
                        EventJson::write,
                        executor,
                        pause(),
                        clock,
                        settings.duration("trikk.drain.interval"),
                        settings.duration("trikk.script.deadline"),
                        settings.number("trikk.rotate.together"),
                        connections,
                        new StageBeans.Limits(
                                settings.duration("trikk.server.patience"),
                                settings.duration("trikk.reconcile.after"),
                                settings.duration("trikk.alarm.after"),
                                settings.duration("trikk.events.keep"))),
                "answers:queue:answers");
        camel.getRegistry().bind("inventoryReload", (Processor) exchange -> inventory.reloadIfChanged());
        mail();
        stopping();
        Routes.millis(camel, settings, "trikk.reconcile.interval", "trikk.rejected.keep");
        Routes.numbers(camel, settings, "trikk.stage.consumers", "trikk.stage.rotate.consumers");
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

    private SshSessions sessions() {
        return new SshSessions(new SshSettings(
                Folders.existing(settings, "trikk.ssh.key", "ssh-keygen -t ed25519 makes one"),
                Folders.existing(settings, "trikk.ssh.knownHosts", "ssh-keyscan fetches the servers' host keys"),
                reveal(settings.secret("trikk.ssh.passphrase")),
                settings.duration("trikk.ssh.connectTimeout"),
                settings.duration("trikk.ssh.idle"),
                settings.duration("trikk.ssh.heartbeat"),
                settings.number("trikk.ssh.starts"),
                settings.number("trikk.ssh.startsPerServer"),
                settings.number("trikk.ssh.channels"),
                (int) settings.size("trikk.ssh.output"),
                Duration.ofSeconds(10)));
    }

    /** Without a mail server nobody is told by mail; the events are consumed all the same. */
    private void mail() {
        Told.bind(camel, "mail", outbox, EventJson::read);
        Optional<String> host = settings.optional("trikk.mail.host");
        if (host.isEmpty()) {
            LOG.warn("trikk.mail.host is empty: nobody is told by mail how a deployment ended");
            camel.getRegistry().bind("mailReport", (Processor)
                    exchange -> exchange.getMessage().removeHeader("To"));
            Routes.property(camel, "trikk.mail.endpoint", "log:mail");
            return;
        }
        camel.getRegistry()
                .bind(
                        "mailReport",
                        new MailReport(
                                EventJson::read,
                                ledger::find,
                                ledger::results,
                                settings.list("trikk.mail.to"),
                                settings.text("trikk.mail.from")));
        MailComponent component = MailComponents.of(
                host.get(),
                settings.number("trikk.mail.port"),
                MailComponents.Tls.valueOf(settings.text("trikk.mail.tls").toUpperCase(Locale.ROOT)),
                settings.optional("trikk.mail.user").map(this::login),
                Duration.ofSeconds(10));
        camel.addComponent("smtp", component);
        Routes.property(
                camel, "trikk.mail.endpoint", MailComponents.endpoint(host.get(), settings.number("trikk.mail.port")));
    }

    private PasswordAuthentication login(String user) {
        String password = reveal(settings.secret("trikk.mail.password")).orElse("");
        return new PasswordAuthentication(user, password.toCharArray());
    }

    private void jmx() {
        int port = settings.number("trikk.jmx.port");
        if (port > 0) {
            Secret password = settings.secret("trikk.jmx.password")
                    .orElseThrow(() -> new CannotStart("trikk.jmx.port is set, so trikk.jmx.password must be too"));
            keep(new JmxDoor(port, password));
        }
    }

    private static Pause pause() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting", e);
            }
        };
    }

    private static Optional<String> reveal(Optional<Secret> secret) {
        return secret.map(Secret::reveal);
    }

    /** Waits until somebody has told this node to stop, by a message; it still runs then. */
    public void awaitStopWanted() throws InterruptedException {
        stopWanted.await();
    }

    /** Does something when the embedded broker has stopped by itself; see {@link Broker#whenItFails}. */
    public void whenBrokerFails(Runnable action) {
        broker.ifPresent(embedded -> embedded.whenItFails(action));
    }

    /** Where clients outside this process reach the embedded broker: {@code openwire} or {@code stomp}. */
    public URI brokerUrl(String protocol) {
        return broker.orElseThrow(() -> new IllegalStateException("the broker is not embedded"))
                .url(protocol);
    }

    /** What is true. */
    public Ledger ledger() {
        return ledger;
    }

    /** Who rotates, and who is out of rotation. */
    public Rotations rotations() {
        return rotations;
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
