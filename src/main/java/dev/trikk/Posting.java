package dev.trikk;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.ActiveMQConnectionFactory;

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
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                user, Files.readString(passwordFile).strip(), broker);
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            Queue answers = session.createTemporaryQueue();
            TextMessage message = session.createTextMessage(text);
            message.setJMSReplyTo(answers);
            session.createProducer(session.createQueue(queue)).send(message);
            try (MessageConsumer consumer = session.createConsumer(answers)) {
                TextMessage answer = (TextMessage)
                        consumer.receive(Duration.ofSeconds(seconds).toMillis());
                if (answer == null) {
                    System.err.println(
                            "trikk: it is on the queue " + queue + ", but no answer came within " + seconds + " s");
                    return Optional.empty();
                }
                return Optional.of(answer.getText());
            }
        }
    }
}
