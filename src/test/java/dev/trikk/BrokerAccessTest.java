package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.broker.Broker;
import dev.trikk.config.Settings;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Queue;
import java.net.URI;
import java.nio.file.Path;
import org.apache.activemq.command.ActiveMQDestination;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what at the broker of {@code broker-config/activemq.xml}, asked with real clients. */
class BrokerAccessTest {
    @TempDir
    static Path folder;

    private static Broker broker;

    @BeforeAll
    static void start() {
        Settings settings = new Site(folder).settings();
        broker = BrokerConfiguration.start(settings, Passwords.embedded(settings));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue://trikk.control",
                "queue://trikk.fetch",
                "queue://trikk.admit",
                "queue://trikk.rejected",
                "queue://trikk.answers.jenkins",
                "queue://DLQ.trikk.requests",
                "queue://Consumer.mail.VirtualTopic.trikk.events",
                "queue://anything",
                "queue://trikk.requests,trikk.fetch",
                "queue://trikk.requests,topic://VirtualTopic.trikk.events",
                "topic://VirtualTopic.trikk.events",
                "topic://trikk.stop",
                "topic://anything",
                "topic://ActiveMQ.Scheduler.Management",
                "topic://ActiveMQ.Advisory.Connection",
                "queue://ActiveMQ.Statistics.Broker",
                "queue://ActiveMQ.Statistics.Destination.trikk.>",
                "topic://ActiveMQ.Advisory.TempQueue"
            })
    void ci_cannot_write_to(String destination) throws JMSException {
        try (BrokerClient ci = BrokerClient.ci(broker.url("openwire"))) {
            ActiveMQDestination to = ActiveMQDestination.createDestination(destination, ActiveMQDestination.QUEUE_TYPE);

            assertThatThrownBy(() -> ci.send(to, ci.session().createTextMessage("hello")))
                    .hasMessageContaining("not authorized");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue://trikk.requests",
                "queue://trikk.fetch",
                "queue://trikk.rejected",
                "queue://DLQ.trikk.requests",
                "queue://Consumer.mail.VirtualTopic.trikk.events",
                "queue://Consumer.ci.VirtualTopic.trikk.events",
                "queue://anything",
                "queue://trikk.>",
                "queue://>",
                "queue://trikk.answers.a,trikk.requests",
                "topic://VirtualTopic.trikk.events",
                "topic://trikk.stop",
                "topic://anything",
                "topic://ActiveMQ.Advisory.Connection",
                "topic://ActiveMQ.Advisory.>"
            })
    void ci_cannot_read_from(String destination) throws JMSException {
        try (BrokerClient ci = BrokerClient.ci(broker.url("openwire"))) {
            ActiveMQDestination from =
                    ActiveMQDestination.createDestination(destination, ActiveMQDestination.QUEUE_TYPE);

            assertThatThrownBy(() -> ci.session().createConsumer(from)).hasMessageContaining("not authorized");
        }
    }

    @Test
    void ci_cannot_look_at_requests_without_taking_them() throws JMSException {
        try (BrokerClient ci = BrokerClient.ci(broker.url("openwire"))) {
            Queue requests = ci.session().createQueue("trikk.requests");

            assertThatThrownBy(() -> ci.session().createBrowser(requests).getEnumeration())
                    .hasMessageContaining("not authorized");
        }
    }

    @Test
    void ci_writes_requests_and_reads_answers() throws JMSException {
        try (BrokerClient ci = BrokerClient.ci(broker.url("openwire"));
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            ci.send("trikk.requests", ci.session().createTextMessage("a request"));
            daemon.send("trikk.answers.jenkins.job-1", daemon.session().createTextMessage("an answer"));

            assertThat(daemon.take("trikk.requests").getBody(String.class)).isEqualTo("a request");
            assertThat(ci.take("trikk.answers.jenkins.job-1").getBody(String.class))
                    .isEqualTo("an answer");
        }
    }

    @Test
    void ci_reads_answers_on_a_temporary_queue() throws JMSException {
        try (BrokerClient ci = BrokerClient.ci(broker.url("openwire"));
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            Queue temporary = ci.session().createTemporaryQueue();
            var consumer = ci.session().createConsumer(temporary);

            daemon.send(temporary, daemon.session().createTextMessage("an answer"));

            assertThat(consumer.receive(Patience.LONG.toMillis()).getBody(String.class))
                    .isEqualTo("an answer");
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {"ci|wrong", "ci|''", "trikk|wrong", "nobody|wrong", "''|''", "|"},
            delimiter = '|')
    void a_stranger_does_not_get_in(String user, String password) {
        // the broker says why and hangs up; a client that hears the second first knows only that
        assertThatThrownBy(() -> BrokerClient.with(broker.url("openwire"), user, password))
                .isInstanceOf(JMSException.class)
                .satisfiesAnyOf(
                        refused -> assertThat(refused).isInstanceOf(JMSSecurityException.class),
                        refused -> assertThat(refused).hasMessageContaining("Disposed due to prior exception"));
    }

    @Test
    void an_operator_writes_requests_and_commands_and_reads_answers() throws JMSException {
        try (BrokerClient operator = BrokerClient.operator(broker.url("openwire"));
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            Queue temporary = operator.session().createTemporaryQueue();
            var consumer = operator.session().createConsumer(temporary);
            operator.send("trikk.requests", operator.session().createTextMessage("a request"));
            operator.send("trikk.control", operator.session().createTextMessage("a command"));
            daemon.send("trikk.answers.anna", daemon.session().createTextMessage("an answer"));
            daemon.send(temporary, daemon.session().createTextMessage("another answer"));

            assertThat(daemon.take("trikk.requests").getBody(String.class)).isEqualTo("a request");
            assertThat(daemon.take("trikk.control").getBody(String.class)).isEqualTo("a command");
            assertThat(operator.take("trikk.answers.anna").getBody(String.class))
                    .isEqualTo("an answer");
            assertThat(consumer.receive(Patience.LONG.toMillis()).getBody(String.class))
                    .isEqualTo("another answer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue://trikk.fetch",
                "queue://trikk.admit",
                "queue://trikk.rejected",
                "queue://trikk.answers.jenkins",
                "queue://DLQ.trikk.control",
                "queue://anything",
                "queue://trikk.control,trikk.fetch",
                "topic://VirtualTopic.trikk.events",
                "topic://anything"
            })
    void an_operator_cannot_write_to(String destination) throws JMSException {
        try (BrokerClient operator = BrokerClient.operator(broker.url("openwire"))) {
            ActiveMQDestination to = ActiveMQDestination.createDestination(destination, ActiveMQDestination.QUEUE_TYPE);

            assertThatThrownBy(() -> operator.send(to, operator.session().createTextMessage("hello")))
                    .hasMessageContaining("not authorized");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "queue://trikk.control",
                "queue://trikk.requests",
                "queue://trikk.fetch",
                "queue://DLQ.trikk.requests",
                "queue://trikk.>",
                "topic://VirtualTopic.trikk.events",
                "topic://ActiveMQ.Advisory.Connection"
            })
    void an_operator_cannot_read_from(String destination) throws JMSException {
        try (BrokerClient operator = BrokerClient.operator(broker.url("openwire"))) {
            ActiveMQDestination from =
                    ActiveMQDestination.createDestination(destination, ActiveMQDestination.QUEUE_TYPE);

            assertThatThrownBy(() -> operator.session().createConsumer(from)).hasMessageContaining("not authorized");
        }
    }

    @Test
    void a_daemon_may_do_everything() {
        assertThatCode(() -> {
                    try (BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
                        daemon.send("trikk.fetch", daemon.session().createTextMessage("a step"));
                        daemon.take("trikk.fetch");
                        daemon.session().createConsumer(daemon.session().createQueue("Consumer.x.VirtualTopic.y"));
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void over_stomp_ci_sends_a_request() throws Exception {
        try (StompClient ci = stomp(Site.CI_PASSWORD);
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            assertThat(ci.next()).startsWith("CONNECTED");

            ci.frame("SEND", "destination:/queue/trikk.requests\nreceipt:1\npersistent:true", "over stomp");

            assertThat(ci.next()).startsWith("RECEIPT");
            assertThat(daemon.take("trikk.requests").getBody(String.class)).isEqualTo("over stomp");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SEND,/queue/trikk.fetch",
        "SEND,/queue/trikk.rejected",
        "SEND,/topic/VirtualTopic.trikk.events",
        "SUBSCRIBE,/queue/trikk.requests",
        "SUBSCRIBE,/queue/Consumer.mail.VirtualTopic.trikk.events"
    })
    void over_stomp_ci_may_do_nothing_else(String command, String destination) throws Exception {
        try (StompClient ci = stomp(Site.CI_PASSWORD)) {
            assertThat(ci.next()).startsWith("CONNECTED");

            ci.frame(command, "destination:" + destination + "\nid:0\nreceipt:1", "");

            assertThat(ci.next()).startsWith("ERROR").contains("not authorized");
        }
    }

    @Test
    void over_stomp_a_stranger_does_not_get_in() throws Exception {
        try (StompClient stranger = stomp("wrong")) {
            assertThat(stranger.next()).startsWith("ERROR").contains("password");
        }
    }

    private static StompClient stomp(String password) throws Exception {
        URI url = broker.url("stomp");
        StompClient client = new StompClient(url.getPort());
        client.frame("CONNECT", "accept-version:1.2\nhost:trikk\nlogin:ci\npasscode:" + password, "");
        return client;
    }
}
