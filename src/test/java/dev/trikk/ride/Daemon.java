package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.trikk.Wiring;
import dev.trikk.config.Settings;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Rotations;
import jakarta.jms.JMSException;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A whole daemon in this JVM with data, uploads and mail server of its own. May be stopped and started again on its data. */
final class Daemon implements AutoCloseable {
    static final String PASSWORD = "a-password-for-tests";

    private final Path folder;
    private final Path configuration;
    private final int jmxPort = freePort();
    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Valve mail;
    private final String patience;
    private Wiring wiring;
    private Sender sender;

    /** Starts a daemon for a fleet. */
    static Daemon of(Fleet fleet, FleetInventory inventory) {
        return new Daemon(inventory.text(), fleet.property("client.key"), fleet.property("known_hosts"));
    }

    /** One that waits for servers that are away. */
    static Daemon waiting(Fleet fleet, FleetInventory inventory) {
        return new Daemon(inventory.text(), fleet.property("client.key"), fleet.property("known_hosts"), "2m", "");
    }

    /** One that answers over HTTP. */
    static Daemon listening(Fleet fleet, FleetInventory inventory) {
        return new Daemon(
                inventory.text(),
                fleet.property("client.key"),
                fleet.property("known_hosts"),
                "0s",
                "trikk.http.enabled = true\ntrikk.http.port = 0\ntrikk.http.token = file:%s/password\n");
    }

    /** One for which a server that is away has failed. */
    Daemon(String inventory, String key, String knownHosts) {
        this(inventory, key, knownHosts, "0s", "");
    }

    private Daemon(String inventory, String key, String knownHosts, String patience, String more) {
        this.patience = patience;
        try {
            folder = Files.createTempDirectory("ride-daemon");
            mailServer.start();
            mail = new Valve("127.0.0.1", mailServer.getSmtp().getPort());
            configuration = folder.resolve("trikk.properties");
            Files.createDirectories(folder.resolve("uploads"));
            Files.writeString(folder.resolve("password"), PASSWORD + "\n");
            Files.writeString(folder.resolve("inventory.yaml"), inventory);
            Files.writeString(configuration, properties(key, knownHosts) + more.formatted(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    private String properties(String key, String knownHosts) {
        return """
        trikk.data = %1$s/data
        trikk.inventory = %1$s/inventory.yaml
        trikk.uploads = %1$s/uploads
        trikk.broker.openwire.port = 0
        trikk.broker.stomp.port = 0
        trikk.broker.amqp.port = 0
        trikk.broker.password = file:%1$s/password
        trikk.broker.ci.password = file:%1$s/password
        trikk.broker.operator.password = file:%1$s/password
        trikk.ssh.key = %2$s
        trikk.ssh.knownHosts = %3$s
        trikk.ssh.connectTimeout = 1m
        trikk.jmx.port = %4$d
        trikk.jmx.password = file:%1$s/password
        trikk.mail.host = 127.0.0.1
        trikk.mail.port = %5$d
        trikk.mail.from = trikk@example.org
        trikk.mail.to = operations@example.org
        trikk.script.deadline = 3m
        trikk.server.patience = %6$s
        """
                .formatted(folder, key, knownHosts, jmxPort, mail.port(), patience);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the daemon on the data it has. */
    void start() {
        wiring = new Wiring(Settings.load(Optional.of(configuration), Map.of()));
        sender = Sender.ci(broker(), PASSWORD);
    }

    /** Stops the daemon as a signal would; its data and its mail server stay. */
    void stop() {
        try {
            sender.close();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
        wiring.close();
    }

    /** Where JMS clients reach its broker. */
    URI broker() {
        return wiring.brokerUrl("openwire");
    }

    /** Where the API is. */
    String url() {
        return "http://127.0.0.1:" + wiring.httpPort();
    }

    /** Operators' door. */
    Jmx jmx() {
        return jmx(PASSWORD);
    }

    Jmx jmx(String password) {
        return new Jmx(jmxPort, password);
    }

    /** Somebody who may look into its queues. */
    Operator operator() {
        return new Operator(broker(), PASSWORD);
    }

    Ledger ledger() {
        return wiring.ledger();
    }

    Rotations rotations() {
        return wiring.rotations();
    }

    Sender sender() {
        return sender;
    }

    /** The way to its mail server. */
    Valve mail() {
        return mail;
    }

    /** Its settings. */
    Path configuration() {
        return configuration;
    }

    /** The folder for local builds. */
    Path uploads() {
        return folder.resolve("uploads");
    }

    /** Asks for a deployment by JMS; returns its id when it is accepted. */
    String deploy(String application, String version) throws JMSException {
        return deploy(application, version, "");
    }

    /** The same with further fields. */
    String deploy(String application, String version, String fields) throws JMSException {
        JsonNode answer = sender.ask(
                """
                {"application": "%s", "version": "%s", "environment": "production", "requestedBy": "kari"%s}"""
                        .formatted(application, version, fields));
        assertThat(answer.path("accepted").booleanValue()).as(answer.toString()).isTrue();
        return answer.path("deployment").textValue();
    }

    /** Waits for the end of a deployment. */
    Deployment awaitEnd(String id) {
        await("the end of " + id)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> deployment(id).state() == Deployment.State.ENDED);
        return deployment(id);
    }

    /** A deployment that must end well. */
    Deployment awaitSuccess(String id) {
        Deployment deployment = awaitEnd(id);
        assertThat(deployment.ending()).as(story(id)).contains(Deployment.Ending.SUCCEEDED);
        return deployment;
    }

    Deployment deployment(String id) {
        return ledger().find(id).orElseThrow(() -> new AssertionError("the ledger does not know " + id));
    }

    /** What was done for a deployment, a line each; for a test that must say why it failed. */
    String story(String id) {
        return deployment(id).reason() + "\n"
                + ledger().results(id).stream().map(Result::inWords).collect(Collectors.joining("\n"));
    }

    /** Waits for a mail to operations whose subject begins so, and returns its plain text. */
    String awaitMail(String subject) {
        return await("a mail " + subject)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> mails(subject), found -> !found.isEmpty())
                .get(0);
    }

    /** The plain texts of the mails that an address has got, reader by reader. */
    List<String> mailsTo(String address) throws MessagingException, IOException {
        return mails(mail -> Arrays.stream(mail.getAllRecipients())
                .anyMatch(one -> one.toString().equals(address)));
    }

    private List<String> mails(String subject) throws MessagingException, IOException {
        return mails(mail -> mail.getSubject().startsWith(subject));
    }

    /** Each is there once for each of its recipients. */
    private List<String> mails(Which which) throws MessagingException, IOException {
        List<String> found = new ArrayList<>();
        for (MimeMessage mail : Arrays.asList(mailServer.getReceivedMessages())) {
            if (which.test(mail)) {
                found.add(((Multipart) mail.getContent())
                        .getBodyPart(0)
                        .getContent()
                        .toString());
            }
        }
        return found;
    }

    private interface Which {
        boolean test(MimeMessage mail) throws MessagingException;
    }

    @Override
    public void close() {
        stop();
        mailServer.stop();
        mail.close();
        Fleet.delete(folder);
    }
}
