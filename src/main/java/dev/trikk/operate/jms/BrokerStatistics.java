package dev.trikk.operate.jms;

import dev.trikk.operate.BrokerState;
import dev.trikk.operate.QueueState;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker by messages, which its plug-in for statistics answers: so it is the same for one in this process and one
 * elsewhere, and needs no more rights than to write to a queue. A broker without the plug-in keeps silent, and is asked no more
 * after some times: only whether it is there. Used by one thread.
 */
public final class BrokerStatistics implements BrokerState.Look {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerStatistics.class);
    private static final String DESTINATION = "ActiveMQ.Statistics.Destination";
    private static final String BROKER = "ActiveMQ.Statistics.Broker";
    private static final String END = DESTINATION + ".List.End.With.Null";
    private static final String OLDEST = DESTINATION + ".Include.First.Message.Timestamp";
    private static final List<String> QUEUES = List.of("trikk.>", "Consumer.>", "DLQ.>");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TRIES = 3;

    private final ConnectionFactory connections;
    private int silent;

    /** @param connections with the daemon's rights */
    public BrokerStatistics(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public BrokerState look() {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            if (silent >= TRIES) {
                return new BrokerState(Map.of(), Optional.empty());
            }
            TemporaryQueue answers = session.createTemporaryQueue();
            try (MessageConsumer consumer = session.createConsumer(answers)) {
                ask(session, answers);
                return read(consumer);
            } finally {
                answers.delete();
            }
        } catch (JMSException e) {
            throw new IllegalStateException("the broker cannot be asked: " + e.getMessage(), e);
        }
    }

    /** What nobody answers is of no use to anybody after a while. */
    private static void ask(Session session, TemporaryQueue answers) throws JMSException {
        try (MessageProducer producer = session.createProducer(null)) {
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setTimeToLive(PATIENCE.toMillis() * 5);
            for (String queues : QUEUES) {
                Message question = session.createMessage();
                question.setJMSReplyTo(answers);
                question.setBooleanProperty(END, true);
                question.setBooleanProperty(OLDEST, true);
                producer.send(session.createQueue(DESTINATION + "." + queues), question);
            }
            Message question = session.createMessage();
            question.setJMSReplyTo(answers);
            producer.send(session.createQueue(BROKER), question);
        }
    }

    private BrokerState read(MessageConsumer consumer) throws JMSException {
        Map<String, QueueState> queues = new HashMap<>();
        Optional<Integer> store = Optional.empty();
        // the broker answers in order, and about itself last
        while (store.isEmpty()) {
            if (!(consumer.receive(PATIENCE.toMillis()) instanceof MapMessage answer)) {
                return isSilent(queues);
            }
            if (answer.itemExists("storePercentUsage")) {
                store = Optional.of(answer.getInt("storePercentUsage"));
            } else if (answer.itemExists("destinationName")) {
                queues.put(name(answer), new QueueState(answer.getLong("size"), oldest(answer)));
            }
        }
        silent = 0;
        return new BrokerState(queues, store);
    }

    private BrokerState isSilent(Map<String, QueueState> queues) {
        silent++;
        if (silent == TRIES) {
            LOG.warn(
                    "the broker does not tell its statistics, so there are no metrics of queues; its configuration needs"
                            + " <statisticsBrokerPlugin/>, as broker-config/activemq.xml has it");
        }
        return new BrokerState(queues, Optional.empty());
    }

    private static String name(MapMessage answer) throws JMSException {
        return answer.getString("destinationName").replaceFirst("^queue://", "");
    }

    private static Optional<Instant> oldest(MapMessage answer) throws JMSException {
        return answer.itemExists("firstMessageTimestamp")
                ? Optional.of(Instant.ofEpochMilli(answer.getLong("firstMessageTimestamp")))
                : Optional.empty();
    }
}
