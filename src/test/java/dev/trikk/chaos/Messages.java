package dev.trikk.chaos;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Random;
import org.apache.activemq.ActiveMQConnectionFactory;

/**
 * What may happen to messages on their way: a second copy of one, at once or much later, and another order. Each time with a
 * connection of its own that stays broken once it breaks: a client that mends it sends its transaction again, and a message of it
 * was seen to stay in the store, given to nobody. Safe for several threads.
 */
final class Messages {
    private static final List<String> QUEUES = List.of(
            "trikk.admit",
            "trikk.fetch",
            "trikk.install",
            "trikk.rotate",
            "trikk.switch",
            "trikk.restart",
            "trikk.verify",
            "trikk.prune",
            "trikk.finish");
    private static final String GROUP = "JMSXGroupID";
    private static final int AT_ONCE = 10;
    private static final long WAIT_MILLIS = 20;

    private final Random random = new Random();
    private final ActiveMQConnectionFactory factory;

    /** @param url of a client that waits for a broker which is away, but mends no connection */
    Messages(String url) {
        factory = new ActiveMQConnectionFactory("trikk", Site.DAEMON_PASSWORD, url);
        factory.getPrefetchPolicy().setQueuePrefetch(AT_ONCE);
    }

    /** Sends messages a second time that told a deployment's step, be it under way by now or long over. */
    synchronized void repeat(List<LedgerTables.Row> steps) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            for (LedgerTables.Row row : steps) {
                Message copy = session.createTextMessage(row.stage() + " " + row.id() + " step " + row.step());
                copy.setStringProperty("TrikkNext", row.stage());
                copy.setStringProperty("TrikkDeployment", row.id());
                copy.setIntProperty("TrikkStep", row.step());
                copy.setIntProperty("TrikkFormat", 1);
                send(session, "trikk." + row.stage(), copy);
            }
        }
    }

    /** Takes what lies in the queues, and puts it back in another order; returns how many messages that were. */
    synchronized int shuffle() throws JMSException {
        int count = 0;
        try (Connection connection = factory.createConnection()) {
            connection.start();
            for (String queue : QUEUES) {
                try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
                    List<Message> taken = take(session, queue);
                    Collections.shuffle(taken, random);
                    for (Message message : taken) {
                        send(session, queue, copy(session, message));
                    }
                    session.commit();
                    count += taken.size();
                }
            }
        }
        return count;
    }

    private static List<Message> take(Session session, String queue) throws JMSException {
        List<Message> taken = new ArrayList<>();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            for (int i = 0; i < AT_ONCE; i++) {
                Message message = consumer.receive(WAIT_MILLIS);
                if (message == null) {
                    break;
                }
                taken.add(message);
            }
        }
        return taken;
    }

    /** The same, but for its place in the queue: whoever gets it must still see that it was delivered before. */
    private static Message copy(Session session, Message message) throws JMSException {
        Message copy = session.createTextMessage(((TextMessage) message).getText());
        for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements(); ) {
            String name = (String) names.nextElement();
            if (name.startsWith("Trikk")) {
                copy.setObjectProperty(name, message.getObjectProperty(name));
            }
        }
        if (message.getStringProperty(GROUP) != null) {
            copy.setStringProperty(GROUP, message.getStringProperty(GROUP));
        }
        if (message.getJMSRedelivered()) {
            copy.setBooleanProperty("TrikkAgain", true);
        }
        return copy;
    }

    private static void send(Session session, String queue, Message message) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(message);
        }
    }
}
