package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.broker.Broker;
import dev.trikk.config.Settings;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the broker of {@code broker-config/activemq.xml} says a message is from, whatever its sender says. */
class CallerAtBrokerTest {
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

    @Test
    void over_openwire_it_is_the_user_who_was_let_in() throws Exception {
        try (BrokerClient ci = BrokerClient.ci(broker.url("openwire"));
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            ci.send("trikk.requests", forged(ci));

            assertThat(daemon.take("trikk.requests").getStringProperty("JMSXUserID"))
                    .isEqualTo("ci");
        }
    }

    @Test
    void experiment_redelivery() throws Exception {
        try (BrokerClient ci = BrokerClient.ci(broker.url("openwire"));
                BrokerClient daemon = BrokerClient.daemon(broker.url("openwire"))) {
            ci.send("trikk.requests", forged(ci));
            Session session = daemon.connection().createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue("trikk.requests"));
            for (int i = 0; i < 3; i++) {
                Message m = consumer.receive(20000);
                System.out.println("GOT " + m.getStringProperty("JMSXUserID") + " " + m.getJMSRedelivered() + " "
                        + java.util.Collections.list(m.getPropertyNames()) + " " + m.getStringProperty("TrikkCaller"));
                if (i < 2) session.rollback();
                else session.commit();
            }
            TextMessage late = forged(ci);
            late.setLongProperty("AMQ_SCHEDULED_DELAY", 200);
            ci.send("trikk.requests", late);
            Message m = consumer.receive(20000);
            System.out.println("LATE " + m.getStringProperty("JMSXUserID") + " " + m.getJMSRedelivered() + " "
                    + java.util.Collections.list(m.getPropertyNames()) + " " + m.getStringProperty("TrikkCaller"));
            session.commit();
            consumer.close();
            session.close();
        }
    }

    private static TextMessage forged(BrokerClient client) throws Exception {
        TextMessage message = client.session().createTextMessage("hello");
        message.setStringProperty("JMSXUserID", "trikk");
        message.setStringProperty("TrikkCaller", "anna");
        return message;
    }
}
