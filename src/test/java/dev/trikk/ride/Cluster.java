package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.trikk.Terminal;
import dev.trikk.TrikkProcess;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Rotations;
import dev.trikk.ledger.jdbi.JdbiLedger;
import dev.trikk.ledger.jdbi.JdbiRotations;
import dev.trikk.ledger.jdbi.LedgerDatabase;
import dev.trikk.ledger.jdbi.Postgres;
import jakarta.jms.JMSException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Daemons in processes of their own, on one broker in a process of its own, one PostgreSQL and one mail server. */
final class Cluster implements AutoCloseable {
    /** Who gets a report: the environment's readers, and operations. */
    static final List<String> READERS = List.of("team@example.org", "operations@example.org");

    private final Path folder;
    private final int port;
    private final String properties;
    private final Postgres postgres = new Postgres();
    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final LedgerDatabase database;
    private final Ledger ledger;
    private final Rotations rotations;
    private final TrikkProcess broker;
    private final Sender sender;
    private final List<TrikkProcess> nodes = new ArrayList<>();
    private int started;

    /** Starts all but the daemons. */
    Cluster(Fleet fleet, FleetInventory inventory) {
        try {
            folder = Files.createTempDirectory("ride-cluster");
            Files.createDirectories(folder.resolve("uploads"));
            Files.writeString(folder.resolve("password"), Daemon.PASSWORD + "\n");
            Files.writeString(folder.resolve("inventory.yaml"), inventory.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mailServer.start();
        String ledgerUrl = postgres.emptyDatabase();
        port = freePort();
        properties = properties(fleet, ledgerUrl);
        broker = start("broker", "");
        broker.awaitText("takes connections");
        database = new LedgerDatabase(ledgerUrl, Optional.of(Postgres.USER), Optional.empty());
        ledger = new JdbiLedger(database, Clock.systemUTC());
        rotations = new JdbiRotations(database, Clock.systemUTC());
        sender = Sender.ci(URI.create("tcp://127.0.0.1:" + port), Daemon.PASSWORD);
    }

    private String properties(Fleet fleet, String ledgerUrl) {
        return """
        trikk.data = %1$s/data
        trikk.inventory = %1$s/inventory.yaml
        trikk.uploads = %1$s/uploads
        trikk.broker.openwire.port = %2$d
        trikk.broker.stomp.port = 0
        trikk.broker.amqp.port = 0
        trikk.broker.password = file:%1$s/password
        trikk.broker.ci.password = file:%1$s/password
        trikk.broker.operator.password = file:%1$s/password
        trikk.ledger.url = %3$s
        trikk.ledger.user = %4$s
        trikk.ssh.key = %5$s
        trikk.ssh.knownHosts = %6$s
        trikk.ssh.connectTimeout = 1m
        trikk.mail.host = 127.0.0.1
        trikk.mail.port = %7$d
        trikk.mail.from = trikk@example.org
        trikk.mail.to = operations@example.org
        trikk.script.deadline = 3m
        """
                .formatted(
                        folder,
                        port,
                        ledgerUrl,
                        Postgres.USER,
                        fleet.property("client.key"),
                        fleet.property("known_hosts"),
                        mailServer.getSmtp().getPort());
    }

    /** Daemons that run, as many as asked for; those that are missing are started. */
    List<TrikkProcess> nodes(int count) {
        nodes.removeIf(node -> !node.isAlive());
        List<TrikkProcess> missing = Stream.generate(this::node)
                .limit(Math.max(0, count - nodes.size()))
                .toList();
        nodes.addAll(missing);
        missing.forEach(node -> node.awaitText("takes requests"));
        return List.copyOf(nodes);
    }

    /** Frozen, it is missed after some three seconds. No two ever have the same name. */
    private TrikkProcess node() {
        return start(
                "serve",
                """
                trikk.broker.url = tcp://127.0.0.1:%d?wireFormat.maxInactivityDuration=3000
                trikk.node = node-%d
                """
                        .formatted(port, ++started));
    }

    /** Types {@code trikk stop}; gives its exit code. */
    int tellToStop(TrikkProcess node) {
        String name = node.awaitText("this node is (\\S+)").group(1);
        String password = folder.resolve("password").toString();
        return Terminal.run("stop", name, "--broker", "tcp://127.0.0.1:" + port, "--password-file", password)
                .exitCode();
    }

    /** What the ledger is in. */
    Postgres postgres() {
        return postgres;
    }

    private TrikkProcess start(String command, String more) {
        try {
            Path own = Files.createTempDirectory(folder, command);
            Path configuration = Files.writeString(own.resolve("trikk.properties"), properties + more);
            return TrikkProcess.start(own, configuration, Map.of(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ledger ledger() {
        return ledger;
    }

    Rotations rotations() {
        return rotations;
    }

    /** Asks for a deployment; returns its id when it is accepted. */
    String deploy(String application, String version) throws JMSException {
        JsonNode answer =
                sender.ask("""
                {"application": "%s", "version": "%s", "environment": "production"}"""
                        .formatted(application, version));
        assertThat(answer.path("accepted").booleanValue()).as(answer.toString()).isTrue();
        return answer.path("deployment").textValue();
    }

    /** Asks for a train of those applications; returns its id when it is accepted. */
    String train(List<String> applications, String version) throws JMSException {
        String load = applications.stream()
                .map(name -> "{\"application\": \"%s\", \"version\": \"%s\"}".formatted(name, version))
                .collect(Collectors.joining(", "));
        JsonNode answer = sender.ask(
                "{\"action\": \"train\", \"environment\": \"production\", \"train\": {\"deployments\": [%s]}}"
                        .formatted(load));
        assertThat(answer.path("accepted").booleanValue()).as(answer.toString()).isTrue();
        return answer.path("train").textValue();
    }

    /** A deployment that must end well. */
    Deployment awaitSuccess(String id) {
        await("the end of " + id)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ledger.find(id).orElseThrow().state() == Deployment.State.ENDED);
        Deployment deployment = ledger.find(id).orElseThrow();
        assertThat(deployment.ending())
                .as(deployment.reason() + "\n"
                        + ledger.results(id).stream().map(Result::inWords).collect(Collectors.joining("\n")))
                .contains(Deployment.Ending.SUCCEEDED);
        return deployment;
    }

    /** Posts requests to deploy applications, all at once; returns the ids of the deployments that they have become. */
    List<String> deployAll(List<String> applications, String version) throws JMSException {
        for (String application : applications) {
            sender.post(
                    """
            {"id": "%1$s-%2$s", "application": "%1$s", "version": "%2$s", "environment": "production"}"""
                            .formatted(application, version));
        }
        return applications.stream()
                .map(application -> accepted(application + "-" + version))
                .toList();
    }

    private String accepted(String request) {
        return await("acceptance of " + request)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ledger.findByRequest(request), Optional::isPresent)
                .orElseThrow()
                .id();
    }

    /**
     * Waits for the report about the end of a deployment.
     *
     * @return in whose mailbox it is, once for each copy: one mail that was sent twice is there twice
     */
    List<String> reports(Deployment deployment) {
        String subject = deployment.ending().orElseThrow() + " "
                + deployment.plan().application().name() + " "
                + deployment.plan().release().version() + " ";
        return mailboxesWith(subject);
    }

    /** The same for any mail, by the beginning of its subject. */
    List<String> mailboxesWith(String subject) {
        return await("a mail " + subject)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> mailboxes(subject), readers -> readers.containsAll(READERS));
    }

    /** The same without waiting. */
    List<String> mailboxes(String subject) {
        return READERS.stream()
                .flatMap(reader -> inbox(reader)
                        .filter(mail -> header(mail, "Subject").startsWith(subject))
                        .map(mail -> reader))
                .toList();
    }

    private Stream<MimeMessage> inbox(String reader) {
        // it comes to be with its first mail
        GreenMailUser user = mailServer.getUserManager().getUserByEmail(reader);
        if (user == null) {
            return Stream.empty();
        }
        try {
            return mailServer.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                    .map(StoredMessage::getMimeMessage);
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(TrikkProcess::close);
        try {
            sender.close();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
        broker.close();
        database.close();
        postgres.close();
        mailServer.stop();
        Fleet.delete(folder);
    }
}
