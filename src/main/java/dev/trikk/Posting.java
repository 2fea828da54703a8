package dev.trikk;

import dev.trikk.text.Quoted;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;

/**
 * How a command of the terminal asks a daemon: over OpenWire.
 *
 * @param broker its URL
 * @param user who asks
 * @param passwordFile file with that user's password
 * @param seconds how long to wait for the answer
 */
record Posting(String broker, String user, Path passwordFile, int seconds) {
    static final int DONE = 0;
    static final int NO_ANSWER = 1;
    static final int REFUSED = 2;

    /** Sends a text to a queue and waits for the answer; without one it says so on standard error. */
    Optional<String> ask(String queue, String text) throws IOException, JMSException {
        Optional<String> answer = ask(new ActiveMQQueue(queue), Map.of(), text, Duration.ZERO);
        if (answer.isEmpty()) {
            System.err.println("trikk: it is on the queue " + queue + ", but no answer came within " + seconds + " s");
        }
        return answer;
    }

    /** Tells a node to stop and waits for its answer; without one it says so, and a node that hears of it later does not stop. */
    Optional<String> tellToStop(String node, String by) throws IOException, JMSException {
        Optional<String> answer = ask(
                new ActiveMQTopic("trikk.stop"),
                Map.of("TrikkNode", node, "TrikkBy", by),
                "stop " + node,
                Duration.ofSeconds(seconds));
        if (answer.isEmpty()) {
            System.err.println("trikk: no node " + Quoted.of(node) + " has answered within " + seconds
                    + " s; the first lines of a node's log say what it is called");
        }
        return answer;
    }

    /** @param lives how long the message is worth anything; zero is for ever */
    private Optional<String> ask(Destination destination, Map<String, String> headers, String text, Duration lives)
            throws IOException, JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                user, Files.readString(passwordFile).strip(), broker);
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            Queue answers = session.createTemporaryQueue();
            TextMessage message = session.createTextMessage(text);
            message.setJMSReplyTo(answers);
            for (Map.Entry<String, String> header : headers.entrySet()) {
                message.setStringProperty(header.getKey(), header.getValue());
            }
            MessageProducer producer = session.createProducer(destination);
            producer.setTimeToLive(lives.toMillis());
            producer.send(message);
            try (MessageConsumer consumer = session.createConsumer(answers)) {
                TextMessage answer = (TextMessage)
                        consumer.receive(Duration.ofSeconds(seconds).toMillis());
                return answer == null ? Optional.empty() : Optional.of(answer.getText());
            }
        }
    }
}
