package dev.trikk.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;

/** Posts requests as CI would. Not safe for several threads. */
final class Requests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Session session;
    private final Queue answers;
    private final MessageConsumer consumer;

    Requests(Connection connection) throws JMSException {
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        answers = session.createTemporaryQueue();
        consumer = session.createConsumer(answers);
    }

    /** The text of a request. */
    static String text(String application, String version) {
        return JSON.createObjectNode()
                .put("application", application)
                .put("version", version)
                .put("environment", World.ENVIRONMENT)
                .put("requestedBy", "demo")
                .toString();
    }

    /**
     * Posts a request and waits for its answer.
     *
     * @return id of the deployment that it became
     * @throws IllegalStateException when it was not accepted
     */
    String post(String application, String version) throws JMSException, JsonProcessingException {
        TextMessage message = session.createTextMessage(text(application, version));
        message.setJMSReplyTo(answers);
        session.createProducer(session.createQueue("trikk.requests")).send(message);
        TextMessage answer = (TextMessage) consumer.receive(PATIENCE.toMillis());
        if (answer == null) {
            throw new IllegalStateException("no answer to the request for " + application + " " + version);
        }
        JsonNode json = JSON.readTree(answer.getText());
        if (!json.path("accepted").asBoolean()) {
            throw new IllegalStateException("not accepted: " + answer.getText());
        }
        return json.path("deployment").asText();
    }
}
