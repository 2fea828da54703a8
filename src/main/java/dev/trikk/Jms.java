package dev.trikk;

import dev.trikk.broker.BrokerUnavailable;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.connection.DelegatingConnectionFactory;

/** How the routes speak JMS. */
final class Jms {
    private static final int CONNECTIONS = 8;
    private static final Duration BETWEEN_CONNECTS = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration ANSWERS_LIVE = Duration.ofDays(7);

    private Jms() {}

    /** Connections to the broker, pooled: without a pool every send opens one of its own. */
    static JmsPoolConnectionFactory connections(String url, String user, String password) {
        RedeliveryPolicy redelivery = new RedeliveryPolicy();
        // the broker delivers again, later: it keeps the delays over a restart, and this consumer is free meanwhile
        redelivery.setMaximumRedeliveries(0);
        return connections(url, user, password, redelivery);
    }

    /** For notices: what is given back comes again before all others, so that a channel which was away is told in order. */
    static JmsPoolConnectionFactory inOrder(String url, String user, String password) {
        RedeliveryPolicy redelivery = new RedeliveryPolicy();
        redelivery.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        redelivery.setInitialRedeliveryDelay(BETWEEN_CONNECTS.toMillis());
        redelivery.setRedeliveryDelay(BETWEEN_CONNECTS.toMillis());
        redelivery.setUseExponentialBackOff(true);
        redelivery.setBackOffMultiplier(2);
        redelivery.setMaximumRedeliveryDelay(LONGEST_PAUSE.toMillis());
        return connections(url, user, password, redelivery);
    }

    private static JmsPoolConnectionFactory connections(
            String url, String user, String password, RedeliveryPolicy redelivery) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(user, password, url);
        factory.setRedeliveryPolicy(redelivery);
        // what one consumer gave back and another of the same connection gets is no double: the client would refuse it
        // again and again, until it lies in the DLQ. The ledger tells doubles
        factory.setCheckForDuplicates(false);
        factory.getPrefetchPolicy().setQueuePrefetch(1);
        factory.setTrustedPackages(List.of());
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(CONNECTIONS);
        return pool;
    }

    /**
     * One of several brokers is chosen for each new connection. A connection that breaks stays broken, and the routes make new
     * ones until a broker is back. The client could mend it, but after it had, a message was once seen to stay at the broker,
     * given to a consumer and taken by no stage.
     */
    static String failover(String url) {
        String failover = url.startsWith("failover:") ? url : "failover:(" + url + ")";
        return with(with(failover, "startupMaxReconnectAttempts=1"), "maxReconnectAttempts=0");
    }

    private static String with(String failover, String parameter) {
        if (failover.contains(parameter.substring(0, parameter.indexOf('=')))) {
            return failover;
        }
        return failover + (failover.indexOf('?', failover.lastIndexOf(')')) < 0 ? "?" : "&") + parameter;
    }

    /**
     * Connects once.
     *
     * @throws BrokerUnavailable when the broker cannot be reached or does not let us in
     */
    static void verify(ConnectionFactory factory, String url) {
        try (Connection connection = factory.createConnection()) {
            connection.start();
        } catch (JMSException e) {
            throw new BrokerUnavailable(
                    "the broker " + url + " cannot be used: "
                            + CannotStart.root(e).getMessage()
                            + " (trikk.broker.url, trikk.broker.user and trikk.broker.password say where and who)",
                    e);
        }
    }

    /** Receiving and sending commit together, in a transaction of the JMS session. */
    static JmsComponent transacted(ConnectionFactory factory) {
        JmsConfiguration configuration = new JmsConfiguration(factory);
        configuration.setTransacted(true);
        // with the lazy one, which is the default, throughput was a quarter
        configuration.setLazyCreateTransactionManager(false);
        configuration.setCacheLevelName("CACHE_CONSUMER");
        configuration.setRecoveryInterval(BETWEEN_CONNECTS.toMillis());
        configuration.setDisableReplyTo(true);
        configuration.setMessageConverter(new JmsBodies());
        return new JmsComponent(configuration);
    }

    /**
     * For a message that is sent once more: it keeps what its sender has given it, but for its id. It is sent outside of the
     * transaction: within one, the broker's scheduler hears of it only after the commit, and what dies in between is lost.
     */
    static JmsComponent again(ConnectionFactory factory) {
        // by any other factory than the consumer's, or the consumer's session would be used, and its transaction
        DelegatingConnectionFactory other = new DelegatingConnectionFactory();
        other.setTargetConnectionFactory(factory);
        JmsConfiguration configuration = new JmsConfiguration(other);
        configuration.setPreserveMessageQos(true);
        configuration.setMessageConverter(new JmsBodies());
        return new JmsComponent(configuration);
    }

    /** For questions whose answer is waited for. Whoever stops waiting has not taken back what was asked. */
    static JmsComponent questions(ConnectionFactory factory) {
        JmsConfiguration configuration = new JmsConfiguration(factory);
        configuration.setDisableTimeToLive(true);
        configuration.setRecoveryInterval(BETWEEN_CONNECTS.toMillis());
        return new JmsComponent(configuration);
    }

    /** For answers: they are sent at once, whatever becomes of the transaction around. */
    static JmsComponent answers(ConnectionFactory factory) {
        JmsConfiguration configuration = new JmsConfiguration(factory);
        configuration.setDisableReplyTo(true);
        configuration.setTimeToLive(ANSWERS_LIVE.toMillis());
        return new JmsComponent(configuration);
    }
}
