package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trikk.Patience;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Sends messages over JMS, requests as CI does and commands as operators do, and waits for the answers. */
final class Sender implements AutoCloseable {
    private final Connection connection;
    private final Session session;
    private final MessageProducer requests;
    private final TemporaryQueue answers;
    private final MessageConsumer answered;

    /** Sends requests. */
    static Sender ci(URI broker, String password) {
        return new Sender(broker, "ci", password, "trikk.requests");
    }

    /** Sends commands. */
    static Sender operator(URI broker, String password) {
        return new Sender(broker, "operator", password, "trikk.control");
    }

    private Sender(URI broker, String user, String password, String queue) {
        try {
            connection = new ActiveMQConnectionFactory(user, password, broker.toString()).createConnection();
            connection.start();
            session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            requests = session.createProducer(session.createQueue(queue));
            answers = session.createTemporaryQueue();
            answered = session.createConsumer(answers);
        } catch (JMSException e) {
            throw new AssertionError(user + " cannot reach the broker", e);
        }
    }

    /** Sends a text message and returns the answer. */
    JsonNode ask(String request) throws JMSException {
        return answerTo(session.createTextMessage(request));
    }

    /** Sends a text message and waits for nothing. */
    void post(String request) throws JMSException {
        requests.send(session.createTextMessage(request));
    }

    /** Sends the text as bytes, as STOMP clients do, and returns the answer. */
    JsonNode askInBytes(String request) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(request.getBytes(StandardCharsets.UTF_8));
        return answerTo(message);
    }

    private JsonNode answerTo(Message message) throws JMSException {
        message.setJMSReplyTo(answers);
        requests.send(message);
        Message answer = answered.receive(Patience.LONG.toMillis());
        assertThat(answer).as("answer to the request").isNotNull();
        assertThat(answer.getJMSCorrelationID()).isEqualTo(message.getJMSMessageID());
        return json(((TextMessage) answer).getText());
    }

    static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
