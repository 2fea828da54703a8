package dev.trikk.stage;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.outage.Attempts;
import dev.trikk.plan.Stage;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** How a deployment travels in a message: the message points at it, the ledger knows the rest. */
final class StageExchange {
    /** Version of these headers, so that a newer daemon knows what an older one sent. */
    static final int FORMAT = 1;

    static final String NEXT = "TrikkNext";
    private static final String DEPLOYMENT = "TrikkDeployment";
    private static final String STEP = "TrikkStep";
    private static final String VERSION = "TrikkFormat";
    /** On a message that stands for another one, which was lost or could not be worked on. */
    private static final String AGAIN = "TrikkAgain";
    /** How many attempts an outage has broken off. */
    private static final String TRIES = "TrikkTries";
    /** When the first attempt began, in milliseconds of the epoch. */
    private static final String SINCE = "TrikkSince";
    /** Message id of the one that it stands for. */
    private static final String FIRST = "TrikkFirst";

    private static final String MESSAGE_ID = "JMSMessageID";
    private static final String DELAY = "AMQ_SCHEDULED_DELAY";
    /** With it the broker takes a message for one that has been delayed already. */
    private static final String DELAYED = "scheduledJobId";

    private static final String GROUP = "JMSXGroupID";
    /** ActiveMQ's word on a message that has been in a DLQ. */
    static final String DEAD_LETTER = "dlqDeliveryFailureCause";

    private static final String BOARDING = "trikk.boarding";
    private static final String RESULTS = "trikk.results";
    private static final String OTHERS = "trikk.others";

    private StageExchange() {}

    static String deployment(Exchange exchange) {
        return required(exchange, DEPLOYMENT, String.class);
    }

    static int step(Exchange exchange) {
        return required(exchange, STEP, Integer.class);
    }

    static Boarding boarding(Exchange exchange) {
        return exchange.getProperty(BOARDING, Boarding.class);
    }

    static void board(Exchange exchange, Boarding boarding) {
        exchange.setProperty(BOARDING, boarding);
    }

    @SuppressWarnings("unchecked") // only results(Exchange, List) below writes it
    static List<Result> results(Exchange exchange) {
        return exchange.getProperty(RESULTS, List.of(), List.class);
    }

    static void results(Exchange exchange, List<Result> results) {
        exchange.setProperty(RESULTS, results);
    }

    /** What other deployments have ridden along with the one that the message points at. */
    @SuppressWarnings("unchecked") // only others(Exchange, List) below writes it
    static List<Ride> others(Exchange exchange) {
        return exchange.getProperty(OTHERS, List.of(), List.class);
    }

    static void others(Exchange exchange, List<Ride> others) {
        exchange.setProperty(OTHERS, others);
    }

    /**
     * Whether this message was delivered before, or stands for one that was. One that a person has put back from a DLQ counts
     * as new for the broker, but still says why it was there.
     */
    static boolean isAgain(Exchange exchange) {
        return exchange.getMessage().getHeader("JMSRedelivered", false, Boolean.class)
                || exchange.getMessage().getHeader(DEAD_LETTER) != null
                || exchange.getMessage().getHeader(AGAIN) != null;
    }

    /** The id of the message, or of the first one that it stands for. */
    static String messageId(Exchange exchange) {
        String own = exchange.getMessage().getHeader(MESSAGE_ID, exchange.getExchangeId(), String.class);
        return exchange.getMessage().getHeader(FIRST, own, String.class);
    }

    /** The attempts at this message that were broken off; the first one begins when the message is taken. */
    static Attempts attempts(Exchange exchange) {
        Integer count = exchange.getMessage().getHeader(TRIES, 0, Integer.class);
        Long since = exchange.getMessage().getHeader(SINCE, Long.class);
        return new Attempts(
                count, Instant.ofEpochMilli(since == null ? exchange.getClock().getCreated() : since));
    }

    /** The JMS selector for the messages of a deployment. */
    static String selects(String deployment) {
        return DEPLOYMENT + " = '" + deployment + "'";
    }

    /** Sends the message, unchanged, to the queue that it came from, to be delivered there after a while. */
    static void pointAtItself(Exchange exchange, Attempts attempts) {
        Message message = exchange.getMessage();
        String first = messageId(exchange);
        message.removeHeader(DELAYED);
        message.setHeader("CamelJmsDestination", message.getHeader("JMSDestination"));
        message.setHeader(FIRST, first);
        message.setHeader(AGAIN, true);
        message.setHeader(TRIES, attempts.count());
        message.setHeader(SINCE, attempts.since().toEpochMilli());
        message.setHeader(DELAY, attempts.delay().toMillis());
    }

    /** Lets the message take over from nobody. */
    static void asNew(Exchange exchange) {
        exchange.getMessage().removeHeader(AGAIN);
        exchange.getMessage().removeHeader(DEAD_LETTER);
    }

    /** Lets the message take over from an attempt that may be under way. */
    static void again(Exchange exchange) {
        exchange.getMessage().setHeader(AGAIN, true);
    }

    /** Whose message it is, if it is a deployment's. */
    static Optional<String> deployment(jakarta.jms.Message message) {
        try {
            return Optional.ofNullable(message.getStringProperty(DEPLOYMENT));
        } catch (JMSException e) {
            return Optional.empty();
        }
    }

    /** Which step of its deployment a message points at; 0 where it says none. */
    static int step(jakarta.jms.Message message) {
        try {
            return message.propertyExists(STEP) ? message.getIntProperty(STEP) : 0;
        } catch (JMSException | NumberFormatException e) {
            return 0;
        }
    }

    /** Makes the message point at the step that is next for a deployment. */
    static void pointAtNext(Exchange exchange, Deployment deployment) {
        pointAt(exchange, deployment.step().stage().word(), deployment.id(), deployment.cursor());
        if (deployment.step().stage() == Stage.ROTATE) {
            String pool = deployment.plan().environment().name() + "/"
                    + deployment.plan().pool().name();
            exchange.getMessage().setHeader(GROUP, pool);
        }
    }

    /** Makes the message ask for a deployment to be admitted. */
    static void pointAtAdmit(Exchange exchange, String deployment) {
        pointAt(exchange, "admit", deployment, 0);
    }

    /** Lets the route send a message to admit for each of those. */
    static void pointAtAdmit(Exchange exchange, List<String> deployments) {
        exchange.getMessage().setHeader(NEXT, "train");
        exchange.getMessage().setBody(deployments);
    }

    /** Lets the message, unchanged, go to those that were rejected. */
    static void pointAtRejected(Exchange exchange, String reasons) {
        exchange.getMessage().setHeader(NEXT, "rejected");
        exchange.getMessage().setHeader("TrikkReasons", reasons);
    }

    /** The message has done its work and goes nowhere; the route goes on to answer. */
    static void nowhere(Exchange exchange) {
        exchange.getMessage().removeHeader(NEXT);
    }

    /** A message that leads nowhere: it is consumed, and nothing follows from it. */
    static void stop(Exchange exchange) {
        exchange.setRouteStop(true);
    }

    private static void pointAt(Exchange exchange, String next, String deployment, int step) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(NEXT, next);
        message.setHeader(DEPLOYMENT, deployment);
        message.setHeader(STEP, step);
        message.setHeader(VERSION, FORMAT);
        message.setBody(next + " " + deployment + " step " + step);
    }

    private static <T> T required(Exchange exchange, String header, Class<T> type) {
        Integer format = exchange.getMessage().getHeader(VERSION, Integer.class);
        if (format != null && format > FORMAT) {
            throw new IllegalStateException(
                    "a newer Trikk (message format " + format + ") sent this message; upgrade this node");
        }
        T value = exchange.getMessage().getHeader(header, type);
        if (value == null) {
            throw new IllegalArgumentException("a message without header " + header + " is not one of Trikk's");
        }
        return value;
    }
}
