package dev.trikk.intake.http;

import dev.trikk.config.Secret;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The HTTP server of the routes that begin at {@code platform-http:}. It stops with its Camel context. */
public final class Listener {
    private final VertxPlatformHttpServer server;

    /** Camel names its threads after this class, so it needs a name. */
    private static final class Server extends VertxPlatformHttpServer {
        private final int place;
        private final Consumer<Router> before;

        Server(VertxPlatformHttpServerConfiguration configuration, Consumer<Router> before) {
            super(configuration);
            this.place = configuration.getPort();
            this.before = before;
        }

        @Override
        protected void startServer() throws Exception {
            before.accept(VertxPlatformHttpRouter.lookup(
                    getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(place)));
            super.startServer();
        }
    }

    /**
     * A certificate with its private key.
     *
     * @param keystore in the format PKCS#12
     * @param password of both
     */
    public record Certificate(Path keystore, Secret password) {

        /**
         * When it ends.
         *
         * @throws IllegalArgumentException when there is none in the file, or it cannot be read
         */
        public Instant validUntil() {
            try {
                KeyStore store = KeyStore.getInstance(
                        keystore.toFile(), password.reveal().toCharArray());
                for (String alias : Collections.list(store.aliases())) {
                    if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                        return certificate.getNotAfter().toInstant();
                    }
                }
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalArgumentException(
                        "the file of trikk.http.keystore cannot be read: " + e.getMessage(), e);
            }
            throw new IllegalArgumentException("the file of trikk.http.keystore has no certificate");
        }
    }

    /**
     * Listens. Call it before the routes are loaded.
     *
     * @param port 0 for any free one
     * @param certificate without one it is plain HTTP
     * @param before gets the router before anything is answered, and before the routes do
     * @throws Exception when it cannot listen there, or the certificate cannot be used
     */
    public Listener(
            CamelContext camel, String host, int port, Optional<Certificate> certificate, Consumer<Router> before)
            throws Exception {
        requireFree(host, port);
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        certificate.map(Listener::tls).ifPresent(configuration::setSslContextParameters);
        // where there is another server, for metrics, this is how Camel knows which one its routes belong to
        camel.getRegistry().bind("intake", configuration);
        server = new Server(configuration, before);
        camel.addService(server, true, true);
    }

    /**
     * Tries whether somebody could listen there: Vert.x only logs that it could not, and goes on.
     *
     * @param port 0 for any free one
     * @throws IOException when nobody can
     */
    public static void requireFree(String host, int port) throws IOException {
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(host, port));
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    private static SSLContextParameters tls(Certificate certificate) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setType("PKCS12");
        store.setResource("file:" + certificate.keystore().toAbsolutePath());
        store.setPassword(certificate.password().reveal());
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(store);
        keys.setKeyPassword(certificate.password().reveal());
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(keys);
        return parameters;
    }
}
