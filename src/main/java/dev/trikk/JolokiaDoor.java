package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import io.vertx.core.Future;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import io.vertx.ext.web.handler.BasicAuthHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationHandlerFactory;

/**
 * JMX over HTTP: off unless a user and a password are configured. What may be done is in {@code jolokia-access.xml}; without that file
 * Jolokia would allow everything.
 */
final class JolokiaDoor {
    private static final String PATH = "/jolokia";
    private static final String POLICY = "/jolokia-access.xml";

    private JolokiaDoor() {}

    /**
     * Opens it, where the settings say so.
     *
     * @throws CannotStart when only one of user and password is there
     */
    static void open(Settings settings, ManagementHttpServer server) {
        Optional<String> user = settings.optional("trikk.management.jolokia.user");
        Optional<Secret> password = settings.secret("trikk.management.jolokia.password");
        if (user.isEmpty() && password.isEmpty()) {
            return;
        }
        String name = required(user, "trikk.management.jolokia.user");
        Secret secret = required(password, "trikk.management.jolokia.password");
        if (JolokiaDoor.class.getResource(POLICY) == null) {
            throw new CannotStart("trikk.jar is incomplete: " + POLICY
                    + " is not in it, and without it anything could be" + " done over Jolokia");
        }
        AuthenticationConfigEntry entry = new AuthenticationConfigEntry();
        entry.setPath(PATH + "*");
        entry.setAuthenticationProviderFactory(vertx -> knows(name, secret));
        entry.setAuthenticationHandlerFactory(new AuthenticationHandlerFactory() {
            @Override
            public <T extends AuthenticationProvider> AuthenticationHandler createAuthenticationHandler(T provider) {
                return BasicAuthHandler.create(provider, "trikk");
            }
        });
        AuthenticationConfig authentication = server.getConfiguration().getAuthenticationConfig();
        authentication.getEntries().add(entry);
        authentication.setEnabled(true);
        server.setJolokiaEnabled(true);
        server.setJolokiaPath(PATH);
    }

    private static <T> T required(Optional<T> value, String key) {
        return value.orElseThrow(() -> new CannotStart("Jolokia needs a user and a password: " + key + " is not set"));
    }

    private static AuthenticationProvider knows(String user, Secret password) {
        byte[] expected = bytes(user + ":" + password.reveal());
        return (credentials, answer) -> {
            byte[] given = bytes(credentials.getString("username") + ":" + credentials.getString("password"));
            answer.handle(
                    MessageDigest.isEqual(expected, given)
                            ? Future.succeededFuture(User.fromName(user))
                            : Future.failedFuture("wrong user or password"));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
