package dev.trikk.broker;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.broker.BrokerFactory;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;

/** An ActiveMQ broker in this process, made from {@code broker-config/activemq.xml}. */
public final class Broker implements AutoCloseable {
    private final BrokerService service;
    private volatile boolean closed;

    /**
     * Starts the broker and returns when it takes connections.
     *
     * @param configuration the XML file
     * @param values what its placeholders stand for
     * @throws BrokerUnavailable when it cannot be started: file missing or wrong, port taken, store locked
     */
    public Broker(Path configuration, Map<String, String> values) {
        if (!Files.isReadable(configuration)) {
            throw new BrokerUnavailable(
                    "the broker's configuration " + configuration + " cannot be read; trikk.broker.config names it",
                    null);
        }
        try {
            service = create(configuration, values);
            service.start();
            service.waitUntilStarted();
        } catch (Exception e) {
            throw new BrokerUnavailable(StartFailure.inWords(configuration, e), e);
        }
    }

    /** The placeholders reach Spring as system properties; they are gone again when the file is read. */
    private static synchronized BrokerService create(Path configuration, Map<String, String> values) throws Exception {
        values.forEach(System::setProperty);
        try {
            return BrokerFactory.createBroker(URI.create("xbean:file:" + configuration.toAbsolutePath()));
        } finally {
            values.keySet().forEach(System::clearProperty);
        }
    }

    /**
     * Does something when the broker has stopped though nobody has closed it: it stops by itself when its disk fails or is full,
     * as its store can only be trusted again when it is opened anew.
     */
    public void whenItFails(Runnable action) {
        service.addShutdownHook(() -> {
            if (!closed) {
                action.run();
            }
        });
    }

    /** Where clients in this process connect. */
    public String localUrl() {
        return "vm://" + service.getBrokerName() + "?create=false";
    }

    /** Where clients elsewhere connect with that protocol: {@code openwire}, {@code stomp} or {@code amqp}. */
    public URI url(String protocol) {
        TransportConnector connector = service.getTransportConnectorByName(protocol);
        if (connector == null) {
            throw new IllegalArgumentException("the broker has no connector " + protocol);
        }
        try {
            URI listening = connector.getConnectUri();
            // what stands behind the question mark is for the broker: a client would refuse it
            return new URI(listening.getScheme(), null, listening.getHost(), listening.getPort(), null, null, null);
        } catch (Exception e) {
            throw new BrokerUnavailable("the connector " + protocol + " has no address", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            service.stop();
            service.waitUntilStopped();
        } catch (Exception e) {
            throw new BrokerUnavailable("the embedded broker did not stop cleanly: " + StartFailure.root(e), e);
        }
    }
}
