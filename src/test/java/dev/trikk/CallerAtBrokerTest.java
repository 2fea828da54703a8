package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.broker.Broker;
import dev.trikk.config.Settings;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the broker of {@code broker-config/activemq.xml} says a message is from, whatever its sender says. */
class CallerAtBrokerTest {
    @TempDir
    static Path folder;

    private static Broker broker;

    private BrokerClient daemon;

    @BeforeAll
    static void start() {
        Settings settings = new Site(folder).settings();
        broker = BrokerConfiguration.start(settings, Passwords.embedded(settings));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void connect() throws JMSException {
        daemon = BrokerClient.daemon(broker.url("openwire"));
    }

    @AfterEach
    void disconnect() throws JMSException {
        daemon.close();
    }

    @Test
    void over_openwire_it_is_the_user_who_was_let_in() throws Exception {
        givenForgedOverOpenwire();

        assertThat(user(daemon.take("trikk.requests"))).isEqualTo("ci");
    }

    @Test
    void over_stomp_it_is_the_user_who_was_let_in() throws Exception {
        try (StompClient stomp = new StompClient(broker.url("stomp").getPort())) {
            stomp.frame("CONNECT", "accept-version:1.2\nhost:trikk\nlogin:ci\npasscode:" + Site.CI_PASSWORD, "");
            stomp.next();
            stomp.frame("SEND", "destination:/queue/trikk.requests\nJMSXUserID:trikk\nTrikkCaller:anna", "hello");

            assertThat(user(daemon.take("trikk.requests"))).isEqualTo("ci");
        }
    }

    @Test
    void over_amqp_it_is_the_user_who_was_let_in() throws Exception {
        try (AmqpClient amqp = AmqpClient.ci(broker.url("amqp"))) {
            assertThat(amqp.sendAs("trikk", "queue://trikk.requests", "hello").text())
                    .isEqualTo("sent");

            assertThat(user(daemon.take("trikk.requests"))).isEqualTo("ci");
        }
    }

    /** The broker sends it again as whoever gave it back: then what the message itself says must count for nothing. */
    @Test
    void a_message_that_was_given_back_comes_with_the_mark_that_nobody_knows_its_sender_any_more() throws Exception {
        givenForgedOverOpenwire();
        try (Session session = daemon.connection().createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue("trikk.requests"))) {
            consumer.receive(Patience.LONG.toMillis());
            session.rollback();

            Message again = consumer.receive(Patience.LONG.toMillis());
            session.commit();

            assertThat(user(again)).isEqualTo("trikk");
            assertThat(again.propertyExists("redeliveryDelay")).isTrue();
        }
    }

    private static void givenForgedOverOpenwire() throws JMSException {
        try (BrokerClient ci = BrokerClient.ci(broker.url("openwire"))) {
            TextMessage message = ci.session().createTextMessage("hello");
            message.setStringProperty("JMSXUserID", "trikk");
            message.setStringProperty("TrikkCaller", "anna");
            ci.send("trikk.requests", message);
        }
    }

    private static String user(Message message) throws JMSException {
        return message.getStringProperty("JMSXUserID");
    }
}
