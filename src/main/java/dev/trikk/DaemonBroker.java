package dev.trikk;

import dev.trikk.broker.Broker;
import dev.trikk.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** The broker of a daemon, in this process or elsewhere, and the connections to it. */
final class DaemonBroker implements AutoCloseable {
    private final Settings settings;
    private final Passwords passwords;
    private final Optional<Broker> embedded;
    private final List<JmsPoolConnectionFactory> open = new ArrayList<>();

    /** Starts the embedded one, unless the settings name one elsewhere. */
    DaemonBroker(Settings settings) {
        this.settings = settings;
        boolean isElsewhere = settings.optional("trikk.broker.url").isPresent();
        passwords = isElsewhere ? Passwords.elsewhere(settings) : Passwords.embedded(settings);
        embedded = isElsewhere ? Optional.empty() : Optional.of(BrokerConfiguration.start(settings, passwords));
    }

    /** Connections for the stages, once they were tried. */
    JmsPoolConnectionFactory connections() {
        JmsPoolConnectionFactory connections = kept(Jms.connections(url(), user(), passwords.daemon()));
        Jms.verify(connections, embedded.isPresent() ? "in this process" : settings.text("trikk.broker.url"));
        return connections;
    }

    /** Connections for notices, whose redelivery keeps the order. */
    JmsPoolConnectionFactory inOrder() {
        return kept(Jms.inOrder(url(), user(), passwords.daemon()));
    }

    /** The one in this process, if it is there. */
    Optional<Broker> embedded() {
        return embedded;
    }

    private String url() {
        return embedded.map(Broker::localUrl).orElseGet(() -> Jms.failover(settings.text("trikk.broker.url")));
    }

    private String user() {
        return settings.text("trikk.broker.user");
    }

    private JmsPoolConnectionFactory kept(JmsPoolConnectionFactory connections) {
        open.add(connections);
        return connections;
    }

    @Override
    public void close() {
        open.forEach(JmsPoolConnectionFactory::stop);
        embedded.ifPresent(Broker::close);
    }
}
