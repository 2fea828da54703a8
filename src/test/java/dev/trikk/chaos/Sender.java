package dev.trikk.chaos;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Posts requests as CI does, and waits for a broker that is away. Used by one thread. */
final class Sender implements AutoCloseable {
    private final Connection connection;
    private final Session session;

    Sender(String url) throws JMSException {
        connection = new ActiveMQConnectionFactory("ci", Site.CI_PASSWORD, url).createConnection();
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    void post(Request request) throws JMSException {
        session.createProducer(session.createQueue("trikk.requests"))
                .send(session.createTextMessage(
                        """
                        {"id": "%s", "application": "%s", "version": "%s", "environment": "%s", "requestedBy": "chaos"}
                        """
                                .formatted(request.id(), request.application(), request.version(), Site.ENVIRONMENT)));
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
