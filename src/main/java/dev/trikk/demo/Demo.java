package dev.trikk.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.notify.Report;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.activemq.ActiveMQConnectionFactory;

/** The story that the demo tells: three applications are installed, renewed under traffic, and one of them in vain. */
final class Demo implements AutoCloseable {
    private final World world;
    private final Screen screen;
    private final Instant start = Instant.now();
    private volatile boolean closed;
    private boolean asExpected = true;
    private Ride ride;
    private Requests requests;
    private volatile Traffic traffic;

    /** @param folder empty; deleted by {@link #close} */
    Demo(Path folder, DemoKind balancer, Screen screen) {
        this.world = new World(folder, balancer);
        this.screen = screen;
    }

    /** Tells it, and returns whether everything went as it should: every ending, and no request failed. */
    boolean run() throws IOException, JMSException, InterruptedException {
        screen.line("Starting a daemon with its broker and ledger, a load balancer and two servers, all of it here");
        screen.line("and in " + world.folder() + " ...");
        world.start();
        screen.line("");
        screen.line(
                "  requests go to   queue trikk.requests at " + world.daemon().brokerUrl("openwire"));
        screen.line("  clients ask      " + world.front());
        screen.line("  servers          " + servers());
        Connection daemon = connect("trikk", world.password());
        Connection ci = connect(
                "ci",
                Files.readString(world.folder().resolve("data/ci-password")).strip());
        ride = new Ride(daemon, world.daemon().ledger(), screen, start);
        requests = new Requests(ci);
        tell();
        return asExpected;
    }

    private String servers() {
        return world.fleet().servers().stream()
                .map(server -> server.name() + " at " + server.address())
                .collect(Collectors.joining(", "));
    }

    private Connection connect(String user, String password) throws JMSException {
        Connection connection = new ActiveMQConnectionFactory(
                        user, password, world.daemon().brokerUrl("openwire").toString())
                .createConnection();
        connection.start();
        return connection;
    }

    private void tell() throws JMSException, JsonProcessingException, InterruptedException {
        screen.heading("1  Three requests at once: shop, parking and permits 1.0, for the first time");
        deploy(World.APPLICATIONS, "1.0", Deployment.Ending.SUCCEEDED);

        traffic = new Traffic(world.front(), World.APPLICATIONS);
        screen.heading("2  The same with 1.1, pair by pair, while a client sends requests without a pause");
        deploy(World.APPLICATIONS, "1.1", Deployment.Ending.SUCCEEDED);

        screen.heading("3  permits " + World.BROKEN + " starts, but does not get well: its server is put back");
        List<String> broken = deploy(List.of("permits"), World.BROKEN, Deployment.Ending.ROLLED_BACK);

        screen.heading("4  What people are told of it");
        report(broken.get(0));
        summary();
    }

    private List<String> deploy(List<String> applications, String version, Deployment.Ending expected)
            throws JMSException, JsonProcessingException {
        List<String> deployments = new ArrayList<>();
        for (String application : applications) {
            deployments.add(requests.post(application, version));
        }
        for (String deployment : deployments) {
            expect(ride.ending(deployment).equals(expected.name()), deployment + " should have " + expected);
        }
        return deployments;
    }

    private void report(String id) {
        Ledger ledger = world.daemon().ledger();
        Report report = Report.of(ledger.find(id).orElseThrow(), ledger.results(id));
        screen.line("");
        report.text().lines().forEach(line -> screen.line("  " + screen.styled("faint", "│ ") + line));
    }

    private void summary() {
        long requests = traffic.requests();
        long failures = traffic.failures();
        boolean leaked = traffic.releases().contains("permits " + World.BROKEN);
        screen.heading("%,d requests, %d failed, %s from permits %s; the whole ride took %d s"
                .formatted(
                        requests,
                        failures,
                        leaked ? "some answers" : "no answer",
                        World.BROKEN,
                        Duration.between(start, Instant.now()).toSeconds()));
        expect(requests > 0, "there should have been requests");
        expect(
                failures == 0,
                "no request should have failed: " + traffic.firstFailure().orElse(""));
        expect(!leaked, "permits " + World.BROKEN + " should have got no request");
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            asExpected = false;
            screen.line(screen.styled("red", "  ✗ " + otherwise));
        }
    }

    /** Says what to try after a demo that does not stay up. */
    void farewell() {
        screen.line("");
        screen.line("Next: ./trikk demo --keep stays up for requests of your own; README.md goes on to real servers.");
    }

    /** Says what can be done with a world that stays up. */
    void invite() throws IOException {
        Path request = world.folder().resolve("request.json");
        Files.writeString(request, Requests.text("permits", "1.0") + "\n");
        screen.line("");
        screen.line("Everything stays up until Ctrl-C, and this terminal shows every further ride. In another one:");
        screen.line("  export TRIKK_URL=http://127.0.0.1:" + world.daemon().httpPort() + " TRIKK_TOKEN_FILE="
                + world.token());
        screen.line("  ./trikk deploy permits 1.1 " + World.ENVIRONMENT);
        screen.line("  ./trikk status");
        screen.line("or as CI does it, by a message:");
        screen.line("  ./trikk post --broker " + world.daemon().brokerUrl("openwire") + " \\");
        screen.line("      --password-file " + world.folder() + "/data/ci-password " + request);
        screen.line("  curl " + world.front() + "/permits/version");
        screen.line("  ls -l " + world.folder() + "/servers/*/*");
        screen.line("The inventory " + world.inventory() + " may be edited; the daemon's log is trikk.log beside it.");
    }

    /** Whether it has been told to stop. */
    boolean isClosed() {
        return closed;
    }

    /** Stops everything, and deletes the folder. May be repeated, and called from another thread. */
    @Override
    public void close() {
        closed = true;
        Optional.ofNullable(traffic).ifPresent(Traffic::stop);
        world.close();
    }
}
