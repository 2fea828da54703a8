package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.Patience;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Looks into queues as somebody who may. */
record Operator(URI broker, String password) {
    /** Takes that many messages out of a queue, and waits for them if need be. */
    List<Message> take(String queue, int number) throws JMSException {
        try (Connection connection =
                new ActiveMQConnectionFactory("trikk", password, broker.toString()).createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            List<Message> messages = new ArrayList<>();
            while (messages.size() < number) {
                Message message = consumer.receive(Patience.LONG.toMillis());
                assertThat(message)
                        .as("message %d of %d on %s", messages.size() + 1, number, queue)
                        .isNotNull();
                messages.add(message);
            }
            return messages;
        }
    }
}
