package dev.trikk.stage;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Outbox;
import dev.trikk.plan.Stage;
import dev.trikk.repair.DeadLetter;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/**
 * The messages of deployments, seen from outside of the routes: looked at without taking them, and sent anew. Everything here
 * blocks for as long as the broker needs, and fails when it cannot be asked.
 */
final class Queues {
    /** Notifier under which it is kept that a person was told of a dead letter. */
    private static final String TELLER = "dead-letters";

    /** Nobody but Trikk writes to these, so what a message says there is true. */
    private static final List<String> OURS = Stream.concat(
                    Stream.of("admit"), Arrays.stream(Stage.values()).map(Stage::word))
            .map(word -> "trikk." + word)
            .toList();

    private static final String DEAD = "DLQ.";
    /** For a broker to hand out what it has. */
    private static final int LONG_ENOUGH = 500;

    private static final String CAUSE = "dlqDeliveryFailureCause";

    private final ConnectionFactory connections;
    private final ProducerTemplate template;
    private final Outbox outbox;

    Queues(ConnectionFactory connections, ProducerTemplate template, Outbox outbox) {
        this.connections = connections;
        this.template = template;
        this.outbox = outbox;
    }

    /** Deployments with a message that waits in a queue or is worked on. Those that wait to be delivered later are not seen. */
    Set<String> deployments() {
        Set<String> deployments = new HashSet<>();
        OURS.forEach(queue ->
                browse(queue, message -> StageExchange.deployment(message).ifPresent(deployments::add)));
        return deployments;
    }

    /** Messages that were given up. */
    List<DeadLetter> dead() {
        List<DeadLetter> letters = new ArrayList<>();
        browse(DEAD + ">", message -> letters.add(letter(message)));
        return letters.stream()
                .map(letter -> new DeadLetter(
                        letter.queue(),
                        letter.messageId(),
                        letter.deployment(),
                        letter.step(),
                        letter.cause(),
                        !outbox.isTold(TELLER, letter.messageId())))
                .toList();
    }

    /** Notes that a person was told of it. */
    void told(DeadLetter letter) {
        outbox.told(TELLER, letter.messageId());
    }

    /** Takes a dead letter away, if it is still there. */
    void discard(DeadLetter letter) {
        take(DEAD + letter.queue(), "JMSMessageID = '" + letter.messageId() + "'");
    }

    /** Takes away what lies in the dead letter queue of a stage for a deployment: a new message tries its step again. */
    void discard(Stage stage, String deployment) {
        take(DEAD + "trikk." + stage.word(), StageExchange.selects(deployment));
    }

    /** Outside of transactions: in one, the client refuses a message that was given up once, and it is dead again. */
    private void take(String queue, String selector) {
        try (Connection connection = started();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue), selector)) {
            while (consumer.receive(LONG_ENOUGH) != null) {
                // taken away
            }
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    /**
     * Sends the message for the step at hand.
     *
     * @param again whether it takes over from an attempt that may be under way
     */
    void sendStep(Deployment deployment, boolean again) {
        send(deployment.step().stage().word(), exchange -> {
            StageExchange.pointAtNext(exchange, deployment);
            if (again) {
                StageExchange.again(exchange);
            }
        });
    }

    /** Sends a deployment to be admitted. */
    void sendToAdmit(String deployment) {
        send("admit", exchange -> StageExchange.pointAtAdmit(exchange, deployment));
    }

    /** Sends whatever message a deployment may lack; one too many does no harm. */
    void push(Ledger ledger, String id) {
        Deployment deployment = ledger.find(id).orElseThrow();
        switch (deployment.state()) {
            case WAITING -> sendToAdmit(id);
            case ACTIVE -> sendStep(deployment, false);
            case HELD -> {
                // it has its message, or needs none
            }
            case ENDED -> ledger.nextOf(deployment.lane()).ifPresent(this::sendToAdmit);
        }
    }

    private void send(String word, Processor message) {
        Exchange sent = template.send("again:queue:trikk." + word, message);
        if (sent.getException() != null) {
            throw new CamelExecutionException("trikk." + word + " did not take a message", sent, sent.getException());
        }
    }

    private void browse(String queue, Consumer<Message> each) {
        try (Connection connection = started();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                each.accept((Message) messages.nextElement());
            }
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    private Connection started() throws JMSException {
        Connection connection = connections.createConnection();
        connection.start();
        return connection;
    }

    private static DeadLetter letter(Message message) {
        try {
            String queue = ((Queue) message.getJMSDestination()).getQueueName();
            return new DeadLetter(
                    queue.substring(DEAD.length()),
                    message.getJMSMessageID(),
                    OURS.contains(queue.substring(DEAD.length()))
                            ? StageExchange.deployment(message)
                            : Optional.empty(),
                    StageExchange.step(message),
                    cause(message),
                    true);
        } catch (JMSException e) {
            throw unavailable(e);
        }
    }

    private static String cause(Message message) throws JMSException {
        return Optional.ofNullable(message.getStringProperty(CAUSE)).orElse("the broker does not say why");
    }

    private static IllegalStateException unavailable(JMSException e) {
        return new IllegalStateException("the broker cannot be asked for its messages: " + e.getMessage(), e);
    }
}
