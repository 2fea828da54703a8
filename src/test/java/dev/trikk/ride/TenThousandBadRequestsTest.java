package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.Patience;
import dev.trikk.request.BadRequests;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broken client floods the queue of a daemon whose servers all lead to one door that notes every visitor. */
class TenThousandBadRequestsTest {
    private static final int NUMBER = 10_000;
    private static final int AT_ONCE = 1_000;
    private static final long SEED = 17;

    @TempDir
    private Path keys;

    private ServerSocketChannel door;
    private Daemon daemon;

    @BeforeEach
    void start() throws IOException {
        door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        door.configureBlocking(false);
        String port = String.valueOf(door.socket().getLocalPort());
        Command.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keys + "/key"));
        Files.createFile(keys.resolve("known_hosts"));
        daemon = new Daemon(inventory(port), keys + "/key", keys + "/known_hosts");
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
        door.close();
    }

    @Test
    void every_one_is_answered_and_kept_and_nobody_visits_a_server_and_the_daemon_goes_on() throws Exception {
        Set<String> answered = new HashSet<>();

        flood(answered);

        assertThat(answered).hasSize(NUMBER);
        try (Jmx jmx = daemon.jmx()) {
            assertThat(jmx.size("trikk.rejected")).isEqualTo(NUMBER);
            assertThat(jmx.size("trikk.requests")).isZero();
        }
        assertThat(daemon.ledger().findByRequest("build-4711")).isEmpty();
        assertThat(hadVisitor()).as("somebody came to a server").isFalse();
        assertThat(askForGoodOne().path("deployment").textValue())
                .as("the first deployment that there ever was")
                .isEqualTo("shop-1");
    }

    private void flood(Set<String> answered) throws JMSException {
        try (Connection connection = new ActiveMQConnectionFactory(
                        "ci", Daemon.PASSWORD, daemon.broker().toString())
                .createConnection()) {
            connection.start();
            Session sending = connection.createSession(true, Session.SESSION_TRANSACTED);
            Session receiving = connection.createSession(false, Session.DUPS_OK_ACKNOWLEDGE);
            TemporaryQueue answers = receiving.createTemporaryQueue();
            MessageConsumer consumer = receiving.createConsumer(answers);
            MessageProducer requests = sending.createProducer(sending.createQueue("trikk.requests"));
            Iterator<byte[]> bad = BadRequests.of(NUMBER, SEED).iterator();
            for (int sent = 1; bad.hasNext(); sent++) {
                Message request = bytes(sending, bad.next());
                request.setJMSReplyTo(answers);
                requests.send(request);
                if (sent % AT_ONCE == 0) {
                    sending.commit();
                }
            }
            for (int received = 0; received < NUMBER; received++) {
                Message answer = consumer.receive(Patience.LONG.toMillis());
                assertThat(answer).as("answer after %d others", received).isNotNull();
                JsonNode text = Sender.json(((TextMessage) answer).getText());
                assertThat(text.path("accepted").booleanValue())
                        .as(text.toString())
                        .isFalse();
                assertThat(text.path("problems")).isNotEmpty();
                answered.add(answer.getJMSCorrelationID());
            }
        }
    }

    private static Message bytes(Session session, byte[] request) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(request);
        return message;
    }

    private boolean hadVisitor() throws IOException {
        try (SocketChannel visitor = door.accept()) {
            return visitor != null;
        }
    }

    /** A local release: it needs no repository. */
    private JsonNode askForGoodOne() throws IOException, JMSException {
        try (OutputStream file = Files.newOutputStream(daemon.uploads().resolve("shop.zip"));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("shop-1.0-standalone/bin/start.sh"));
        }
        return daemon.sender()
                .ask(
                        """
                {"application": "shop", "version": "1.0", "environment": "staging", "source": "local",
                 "file": "shop.zip"}""");
    }

    /** With the names that the bad requests name, so that they come as far as they can. */
    private static String inventory(String port) {
        return """
        repositories:
          nowhere: { url: "http://127.0.0.1:%1$s/" }
        environments:
          staging:
            servers:
              test1: { address: 127.0.0.1, port: %1$s }
            pools:
              main:
                pairs:
                  one: { server: test1 }
        applications:
          shop:
            artifact: org.example:shop:zip:standalone
            repository: nowhere
            jmxPort: 9101
            xmx: 64m
            environments:
              staging: { pool: main }
        """
                .formatted(port);
    }
}
