package dev.trikk.stage;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the sender of a request on its JMSReplyTo. The answer is a courtesy: a reply queue that is gone or forbidden must
 * not stop the request, so it is sent outside of the request's transaction.
 */
final class Answer implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
    private static final Pattern ANSWERS = Pattern.compile("trikk\\.answers\\.[A-Za-z0-9._-]+");
    private static final Pattern TEMPORARY = Pattern.compile("[^,?*>]+");
    private static final String REPLY_TO = "JMSReplyTo";
    private static final String TO = "trikk.replyTo";
    private static final String CORRELATION = "trikk.correlation";
    private static final String TEXT = "trikk.answer";

    private final ProducerTemplate template;
    private final String endpoint;

    /** @param endpoint a JMS endpoint outside of transactions; the message says where it really goes */
    Answer(ProducerTemplate template, String endpoint) {
        this.template = template;
        this.endpoint = endpoint;
    }

    /** Keeps the answer, and whom it is for, until the route comes to this processor. */
    static void set(Exchange exchange, String text) {
        exchange.setProperty(TEXT, text);
        exchange.setProperty(TO, exchange.getMessage().removeHeader(REPLY_TO));
        String correlation = exchange.getMessage().getHeader("JMSCorrelationID", String.class);
        exchange.setProperty(CORRELATION, correlation == null ? StageExchange.messageId(exchange) : correlation);
    }

    @Override
    public void process(Exchange exchange) throws JMSException {
        Destination to = exchange.getProperty(TO, Destination.class);
        if (to == null) {
            return;
        }
        if (!(to instanceof Queue queue) || !isForAnswers(queue)) {
            LOG.warn("a request wants its answer on {}, which is no queue for answers: not answered", to);
            return;
        }
        String correlation = exchange.getProperty(CORRELATION, "", String.class);
        try {
            template.sendBodyAndHeaders(
                    endpoint,
                    exchange.getProperty(TEXT, String.class),
                    Map.of("CamelJmsDestination", to, "JMSCorrelationID", correlation));
        } catch (CamelExecutionException e) {
            LOG.warn("the answer to {} could not be sent: {}", to, e.getCause().getMessage());
        }
    }

    /**
     * Whether a sender may read there himself. With the daemon's rights an answer would go anywhere, and on an inner queue it
     * would be taken for a step of a deployment. A name with a comma is several destinations.
     */
    private static boolean isForAnswers(Queue queue) throws JMSException {
        Pattern names = queue instanceof TemporaryQueue ? TEMPORARY : ANSWERS;
        return names.matcher(queue.getQueueName()).matches();
    }
}
