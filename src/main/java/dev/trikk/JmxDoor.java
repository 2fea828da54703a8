package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.security.auth.Subject;

/** JMX from outside this process: on loopback, on one port, with a password. */
final class JmxDoor implements AutoCloseable {
    private static final String USER = "trikk";
    private final Registry registry;
    private final JMXConnectorServer server;

    /**
     * Opens it, where the settings name a port.
     *
     * @throws CannotStart when there is no password for it
     * @throws IllegalStateException when the port is taken
     */
    static Optional<JmxDoor> open(Settings settings) {
        int port = settings.number("trikk.jmx.port");
        if (port == 0) {
            return Optional.empty();
        }
        Secret password = settings.secret("trikk.jmx.password")
                .orElseThrow(() -> new CannotStart("trikk.jmx.port is set, so trikk.jmx.password must be too"));
        return Optional.of(new JmxDoor(port, password));
    }

    /** @throws IllegalStateException when the port is taken */
    JmxDoor(int port, Secret password) {
        RMIServerSocketFactory loopback = at -> new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
        try {
            registry = LocateRegistry.createRegistry(port, null, loopback);
            JMXServiceURL url = new JMXServiceURL(
                    "service:jmx:rmi://127.0.0.1:" + port + "/jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
            Map<String, Object> environment = Map.of(
                    RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE,
                    loopback,
                    JMXConnectorServer.AUTHENTICATOR,
                    authenticator(password),
                    // without it RMI would make objects of whatever class a stranger names, before it asks who it is
                    RMIConnectorServer.CREDENTIALS_FILTER_PATTERN,
                    "java.lang.String;!*");
            server = JMXConnectorServerFactory.newJMXConnectorServer(
                    url, environment, ManagementFactory.getPlatformMBeanServer());
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "JMX cannot listen on port " + port + ": "
                            + CannotStart.root(e).getMessage() + "; trikk.jmx.port names it",
                    e);
        }
    }

    private static JMXAuthenticator authenticator(Secret password) {
        byte[] expected = password.reveal().getBytes(StandardCharsets.UTF_8);
        return credentials -> {
            if (credentials instanceof String[] pair
                    && pair.length == 2
                    && USER.equals(pair[0])
                    && pair[1] != null
                    && MessageDigest.isEqual(expected, pair[1].getBytes(StandardCharsets.UTF_8))) {
                return new Subject(
                        true, java.util.Set.of(new JMXPrincipal(USER)), java.util.Set.of(), java.util.Set.of());
            }
            throw new SecurityException("wrong user or password");
        };
    }

    @Override
    public void close() {
        try {
            server.stop();
            UnicastRemoteObject.unexportObject(registry, true);
        } catch (NoSuchObjectException e) {
            throw new IllegalStateException("the JMX registry was gone already", e);
        } catch (IOException e) {
            throw new IllegalStateException("JMX did not stop cleanly", e);
        }
    }
}
