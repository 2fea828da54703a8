package dev.trikk.chaos;

import dev.trikk.Patience;
import dev.trikk.demo.DemoRepository;
import dev.trikk.ledger.jdbi.Postgres;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/**
 * A data centre: a fleet, a repository, a mailbox and PostgreSQL in this process or beside it, and as processes of their own
 * a broker and two daemons, each at the end of a wire that can be cut. It outlives what is done to it.
 */
final class World implements AutoCloseable {
    private static final Duration RETURN = Duration.ofSeconds(6);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final List<String> DAEMONS = List.of("daemon1", "daemon2");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Fleet fleet;
    private final DemoRepository repository;
    private final Mailbox mailbox;
    private final LedgerTables ledger;
    private final Child broker;
    private final int brokerPort;
    private final List<Child> daemons = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final AtomicBoolean ambushed = new AtomicBoolean();
    private Sender sender;
    private Messages messages;
    private Memory memory;
    private Traffic traffic;

    /**
     * Starts what is in this process, and PostgreSQL.
     *
     * @param folder empty
     * @param classes classpath that the daemons have before all others: nothing, or planted bugs
     * @param lost how long a deployment stands still before its message counts as lost
     */
    World(Path folder, String classes, Duration lost) throws IOException {
        repository = keep(new DemoRepository(folder.resolve("repository")));
        fleet = keep(new Fleet(folder.resolve("fleet"), DAEMONS));
        mailbox = keep(new Mailbox());
        // what is a process of its own comes after what may fail in this one
        Postgres postgres = keep(new Postgres());
        String database = postgres.emptyDatabase();
        ledger = new LedgerTables(database);
        Site site = new Site(folder.resolve("site"));
        site.inventory(fleet, repository.uri());
        brokerPort = freePort();
        broker = keep(new Child(
                "broker",
                folder,
                classes,
                "broker takes connections",
                "broker",
                "--config",
                site.broker(brokerPort).toString()));
        for (String name : DAEMONS) {
            Wire wire = keep(new Wire(brokerPort));
            wires.add(wire);
            String config = site.daemon(name, wire.port(), database, mailbox.port(), lost, fleet)
                    .toString();
            Child daemon = keep(new Child(name, folder, classes, "takes requests", "serve", "--config", config));
            daemons.add(daemon);
        }
    }

    /** Starts the processes, and returns when both daemons take requests. */
    void start() throws JMSException {
        start(broker);
        // one after the other: the first one makes the tables
        daemons.forEach(World::start);
        sender = keep(new Sender(brokerUrl()));
        messages = new Messages(brokerUrl() + "&maxReconnectAttempts=0&startupMaxReconnectAttempts=200");
        memory = keep(new Memory(ledger));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** As systemd does: whatever has ended is started again. */
    private static void await(Child child) {
        Awaitility.await(child.name()).atMost(Patience.LONG).until(() -> {
            child.start();
            return child.isReady();
        });
    }

    /** At first nothing is an excuse. */
    private static void start(Child child) {
        child.start();
        Awaitility.await(child.name()).atMost(Patience.LONG).until(() -> !child.isAlive() || child.isReady());
        if (!child.isAlive()) {
            throw new IllegalStateException(child.name() + " did not start; see " + child.log());
        }
    }

    /** Ends all faults: everything runs, and nothing is sick, full or down. Returns when it is so. */
    void heal() throws IOException {
        for (Server server : fleet.servers()) {
            server.heal();
        }
        for (BalancerLine balancer : fleet.balancers()) {
            balancer.loseAnswers(0);
        }
        daemons.forEach(Child::thaw);
        await(broker);
        daemons.forEach(World::await);
    }

    /** Does it; a deed that finds nothing to do it to is left out. */
    void does(Deed deed) {
        try {
            deed.act().on(this);
        } catch (Exception e) {
            System.out.println("  left out: " + deed + ": " + e);
        }
    }

    void post(Request request) throws JMSException {
        sender.post(request);
    }

    void repeatMessages() throws JMSException {
        messages.repeat(memory.some());
    }

    void shuffleMessages() throws JMSException {
        messages.shuffle();
    }

    /** Freezes whoever switches next; one at a time, so that the other can take over. */
    void ambush() throws Exception {
        if (ambushed.compareAndSet(false, true)) {
            try {
                new Ambush(daemons).lie(fleet);
            } finally {
                ambushed.set(false);
            }
        }
    }

    /** Takes a member down in the moment in which it has come back into rotation and somebody else may leave. */
    void goDownOnceBack(String pool, String member, Duration length) throws IOException, InterruptedException {
        Instant now = Instant.now();
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(BETWEEN_LOOKS)
                .atMost(RETURN)
                .until(() -> fleet.balancer(pool).isBackSince(now, member));
        // whoever has put it back sees that it is there
        TimeUnit.MILLISECONDS.sleep(200);
        fleet.server(member).goDown();
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
        fleet.server(member).comeUp();
    }

    void startTraffic() {
        traffic = new Traffic(fleet);
    }

    /** What clients have seen since traffic was started. */
    List<String> failedRequests() {
        return traffic == null ? List.of() : traffic.failures();
    }

    Fleet fleet() {
        return fleet;
    }

    DemoRepository repository() {
        return repository;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    LedgerTables ledger() {
        return ledger;
    }

    Child broker() {
        return broker;
    }

    /** For a client that waits for a broker that is away. */
    String brokerUrl() {
        return "failover:(tcp://127.0.0.1:" + brokerPort
                + ")?initialReconnectDelay=50&maxReconnectDelay=200&timeout=180000";
    }

    List<Child> daemons() {
        return daemons;
    }

    List<Wire> wires() {
        return wires;
    }

    @Override
    public synchronized void close() {
        daemons.forEach(Child::thaw);
        if (!open.isEmpty()) {
            // clients that wait for a broker cannot be closed without one
            broker.start();
        }
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("not stopped cleanly: " + e);
            }
        }
    }
}
