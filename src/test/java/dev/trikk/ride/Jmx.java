package dev.trikk.ride;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A daemon's JMX, from outside. */
final class Jmx implements AutoCloseable {
    private final JMXConnector connector;

    @SuppressWarnings("BanJNDI") // the only address is our own daemon, and there is no JMX without a look-up
    Jmx(int port, String password) {
        try {
            connector = JMXConnectorFactory.connect(
                    new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"),
                    Map.of(JMXConnector.CREDENTIALS, new String[] {"trikk", password}));
        } catch (IOException e) {
            throw new AssertionError("JMX cannot be reached", e);
        }
    }

    /** Suspends, resumes, stops or starts a route. */
    void route(String id, String operation) throws JMException, IOException {
        connector
                .getMBeanServerConnection()
                .invoke(
                        new ObjectName("org.apache.camel:context=trikk,type=routes,name=\"" + id + "\""),
                        operation,
                        new Object[0],
                        new String[0]);
    }

    /** Calls an operation of one of Trikk's own beans; tells what it says. */
    String call(String bean, String operation, String... arguments) throws JMException, IOException {
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        return (String) connector
                .getMBeanServerConnection()
                .invoke(new ObjectName("dev.trikk:" + bean), operation, arguments, signature);
    }

    /** An attribute of one of Trikk's own beans. */
    Object read(String bean, String attribute) throws JMException, IOException {
        return connector.getMBeanServerConnection().getAttribute(new ObjectName("dev.trikk:" + bean), attribute);
    }

    /** Messages in a queue, those in the hands of a consumer included. */
    long size(String queue) throws JMException, IOException {
        return number(queue, "QueueSize");
    }

    /** Messages of a queue that are in the hands of a consumer. */
    long inHand(String queue) throws JMException, IOException {
        return number(queue, "InFlightCount");
    }

    private long number(String queue, String attribute) throws JMException, IOException {
        ObjectName name = new ObjectName(
                "org.apache.activemq:type=Broker,brokerName=trikk,destinationType=Queue,destinationName=" + queue);
        return (Long) connector.getMBeanServerConnection().getAttribute(name, attribute);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
