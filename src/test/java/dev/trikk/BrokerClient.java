package dev.trikk;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Optional;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Somebody at the broker, over OpenWire. */
final class BrokerClient implements AutoCloseable {
    /** So long a test waits for a message that must come. */
    private final Connection connection;

    private final Session session;

    private BrokerClient(Object url, String user, String password) throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(user, password, url.toString());
        factory.getRedeliveryPolicy().setMaximumRedeliveries(0);
        connection = factory.createConnection();
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    static BrokerClient ci(Object url) throws JMSException {
        return new BrokerClient(url, "ci", Site.CI_PASSWORD);
    }

    static BrokerClient operator(Object url) throws JMSException {
        return new BrokerClient(url, "operator", Site.OPERATOR_PASSWORD);
    }

    static BrokerClient daemon(Object url) throws JMSException {
        return new BrokerClient(url, "trikk", Site.DAEMON_PASSWORD);
    }

    static BrokerClient with(Object url, String user, String password) throws JMSException {
        return new BrokerClient(url, user, password);
    }

    /** The session, for what this class has no word for. */
    Session session() {
        return session;
    }

    Connection connection() {
        return connection;
    }

    void send(Destination destination, Message message) throws JMSException {
        session.createProducer(destination).send(message);
    }

    void send(String queue, Message message) throws JMSException {
        send(session.createQueue(queue), message);
    }

    /** Sends a request and gives the answer's text. */
    String ask(String request) throws JMSException {
        return ask(session.createTextMessage(request));
    }

    String ask(Message request) throws JMSException {
        Queue answers = session.createTemporaryQueue();
        request.setJMSReplyTo(answers);
        send("trikk.requests", request);
        try (MessageConsumer consumer = session.createConsumer(answers)) {
            return Optional.ofNullable((TextMessage) consumer.receive(Patience.LONG.toMillis()))
                    .orElseThrow(() -> new AssertionError("no answer"))
                    .getText();
        }
    }

    /** Waits for the next message of a queue. */
    Message take(String queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            return Optional.ofNullable(consumer.receive(Patience.LONG.toMillis()))
                    .orElseThrow(() -> new AssertionError("nothing on " + queue));
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
