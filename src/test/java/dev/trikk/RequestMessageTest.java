package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CI's clients may send, and where their answers go. */
class RequestMessageTest {
    @TempDir
    static Path folder;

    private static Wiring daemon;
    private BrokerClient ci;
    private BrokerClient operator;

    @BeforeAll
    static void start() {
        daemon = new Wiring(new Site(folder).settings());
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @BeforeEach
    void connect() throws JMSException {
        ci = BrokerClient.ci(daemon.brokerUrl("openwire"));
        operator = BrokerClient.daemon(daemon.brokerUrl("openwire"));
    }

    @AfterEach
    void disconnect() throws JMSException {
        ci.close();
        operator.close();
    }

    @Test
    void text_is_a_request() throws JMSException {
        assertThat(ci.ask(Site.DRY_RUN)).contains("\"accepted\":true", "\"dryRun\":true");
    }

    @Test
    void bytes_are_a_request() throws JMSException {
        BytesMessage message = ci.session().createBytesMessage();
        message.writeBytes(Site.DRY_RUN.getBytes(StandardCharsets.UTF_8));

        assertThat(ci.ask(message)).contains("\"accepted\":true");
    }

    /** What most STOMP clients do unless told otherwise: with a content-length the broker makes bytes of it. */
    @Test
    void over_stomp_with_a_content_length_it_is_a_request() throws Exception {
        try (StompClient stomp = new StompClient(daemon.brokerUrl("stomp").getPort())) {
            stomp.frame("CONNECT", "accept-version:1.2\nhost:trikk\nlogin:ci\npasscode:" + Site.CI_PASSWORD, "");
            stomp.frame("SUBSCRIBE", "id:0\ndestination:/temp-queue/answers", "");
            int length = Site.DRY_RUN.getBytes(StandardCharsets.UTF_8).length;

            stomp.frame(
                    "SEND",
                    "destination:/queue/trikk.requests\nreply-to:/temp-queue/answers\ncontent-length:" + length,
                    Site.DRY_RUN);

            assertThat(stomp.next()).startsWith("CONNECTED");
            assertThat(stomp.next()).startsWith("MESSAGE").contains("\"accepted\":true");
        }
    }

    /** The plug-in sends to a queue when its useQueues is set, puts the job into properties, and its JMSType is always this. */
    @Test
    void what_jenkins_sends_as_a_ci_message_is_a_request() throws JMSException {
        TextMessage message = ci.session().createTextMessage(Site.DRY_RUN);
        message.setJMSType("application/json");
        message.setStringProperty("CI_NAME", "shop/main");
        message.setStringProperty("CI_STATUS", "passed");
        message.setStringProperty("TrikkNext", "fetch");

        assertThat(ci.ask(message)).contains("\"accepted\":true", "\"dryRun\":true");
    }

    @Test
    void an_object_is_refused_and_never_made_alive() throws JMSException {
        ObjectMessage message = ci.session().createObjectMessage(new Trap());

        assertThat(ci.ask(message)).contains("\"accepted\":false", "text message");

        Message rejected = operator.take("trikk.rejected");
        assertThat(rejected).isInstanceOf(ObjectMessage.class);
        assertThat(((ActiveMQObjectMessage) rejected).getContent().length).isPositive();
        assertThat(Trap.SPRUNG).isFalse();
    }

    @Test
    void a_map_is_refused() throws JMSException {
        MapMessage message = ci.session().createMapMessage();
        message.setString("application", "shop");

        assertThat(ci.ask(message)).contains("\"accepted\":false", "text message");

        assertThat(((MapMessage) operator.take("trikk.rejected")).getString("application"))
                .isEqualTo("shop");
    }

    @Test
    void a_stream_is_refused() throws JMSException {
        StreamMessage message = ci.session().createStreamMessage();
        message.writeString("shop");

        assertThat(ci.ask(message)).contains("\"accepted\":false", "text message");

        assertThat(((StreamMessage) operator.take("trikk.rejected")).readString())
                .isEqualTo("shop");
    }

    @Test
    void a_message_without_a_body_is_refused() throws JMSException {
        assertThat(ci.ask(ci.session().createMessage())).contains("\"accepted\":false", "text message");

        operator.take("trikk.rejected");
    }

    @Test
    void what_is_rejected_keeps_its_text_and_says_why() throws JMSException {
        assertThat(ci.ask("{\"application\":\"shpo\"}")).contains("\"accepted\":false");

        TextMessage rejected = (TextMessage) operator.take("trikk.rejected");
        assertThat(rejected.getText()).isEqualTo("{\"application\":\"shpo\"}");
        assertThat(rejected.getStringProperty("TrikkReasons")).contains("version");
    }

    @Test
    void an_answer_never_reaches_a_queue_that_is_not_for_answers() throws JMSException {
        Message message = ci.session().createTextMessage("no request");
        message.setJMSReplyTo(ci.session().createQueue("trikk.answers.x,trikk.rejected"));

        ci.send("trikk.requests", message);

        assertThat(operator.take("trikk.rejected").getBody(String.class)).isEqualTo("no request");
        assertThat(ci.ask(Site.DRY_RUN)).as("the next one is done").contains("\"accepted\":true");
        try (QueueBrowser rejected =
                operator.session().createBrowser(operator.session().createQueue("trikk.rejected"))) {
            assertThat(rejected.getEnumeration().hasMoreElements()).isFalse();
        }
    }

    @Test
    void a_reply_queue_that_is_gone_does_not_stop_the_request() throws JMSException {
        Queue gone;
        try (BrokerClient brief = BrokerClient.ci(daemon.brokerUrl("openwire"))) {
            gone = brief.session().createTemporaryQueue();
        }
        Message message = ci.session().createTextMessage("no request, and nobody there");
        message.setJMSReplyTo(gone);

        ci.send("trikk.requests", message);

        assertThat(operator.take("trikk.rejected").getBody(String.class)).isEqualTo("no request, and nobody there");
    }

    @Test
    void an_answer_is_found_by_its_correlation_id_on_a_queue_for_answers() throws JMSException {
        Message message = ci.session().createTextMessage(Site.DRY_RUN);
        message.setJMSCorrelationID("build 4711");
        message.setJMSReplyTo(ci.session().createQueue("trikk.answers.jenkins"));

        ci.send("trikk.requests", message);

        assertThat(ci.take("trikk.answers.jenkins").getJMSCorrelationID()).isEqualTo("build 4711");
    }

    /** Knows when it was deserialised. */
    static final class Trap implements Serializable {
        private static final long serialVersionUID = 1;
        static final AtomicBoolean SPRUNG = new AtomicBoolean();

        private void readObject(ObjectInputStream in) {
            SPRUNG.set(true);
        }
    }
}
