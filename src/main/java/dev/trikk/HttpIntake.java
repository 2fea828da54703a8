package dev.trikk;

import dev.trikk.api.Callers;
import dev.trikk.config.Secret;
import dev.trikk.config.Settings;
import dev.trikk.intake.Hooks;
import dev.trikk.intake.http.Intake;
import dev.trikk.intake.http.Listener;
import dev.trikk.ledger.Ledger;
import dev.trikk.ledger.Records;
import dev.trikk.release.upload.ReceivedBuilds;
import dev.trikk.request.json.JsonRequests;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests over HTTP: off unless the settings say otherwise. The routes below {@code routes/api} are left out then. */
final class HttpIntake {
    private static final Logger LOG = LoggerFactory.getLogger(HttpIntake.class);
    private static final int SHORTEST_SECRET = 20;

    private HttpIntake() {}

    /** Binds what the routes need, and listens; call it before they are loaded. */
    static Optional<Listener> bind(
            CamelContext camel,
            Settings settings,
            Ledger ledger,
            Records records,
            Callers callers,
            Consumer<Router> before,
            Clock clock) {
        boolean enabled = settings.flag("trikk.http.enabled");
        Routes.property(camel, "trikk.http.enabled", String.valueOf(enabled));
        if (!enabled) {
            return Optional.empty();
        }
        ReceivedBuilds builds = new ReceivedBuilds(settings.path("trikk.uploads"));
        long limit = settings.size("trikk.requests.limit");
        Intake.bind(
                camel,
                keys(settings),
                new Intake.Ports(
                        callers,
                        new JsonRequests(limit),
                        limit,
                        hooks(settings),
                        builds,
                        settings.size("trikk.uploads.limit"),
                        ledger,
                        records,
                        clock));
        Duration keep = settings.duration("trikk.http.builds.keep");
        camel.getRegistry().bind("intakePrune", (Processor)
                exchange -> builds.prune(clock.instant().minus(keep)));
        return Optional.of(listen(camel, settings, before));
    }

    /**
     * Reads all that it needs, without listening: the port may be a running daemon's.
     *
     * @return what was found, in words
     * @throws CannotStart when something is missing or wrong
     */
    static String check(Settings settings, Clock clock) {
        keys(settings);
        hooks(settings);
        return certificate(settings)
                .map(found -> inWords(found.validUntil(), clock.instant()))
                .orElse("plain HTTP");
    }

    private static String inWords(Instant end, Instant now) {
        if (end.isBefore(now)) {
            throw new CannotStart("the certificate of trikk.http.keystore has ended on " + end);
        }
        return "its certificate is valid until " + end;
    }

    private static Intake.Keys keys(Settings settings) {
        Intake.Keys keys = new Intake.Keys(
                longEnough(settings, "trikk.http.signing"),
                longEnough(settings, "trikk.hooks.github.secret"),
                longEnough(settings, "trikk.hooks.gitlab.signing"),
                longEnough(settings, "trikk.hooks.gitlab.token"));
        if (keys.isEmpty() && !Tokens.areThere(settings)) {
            throw new CannotStart(
                    "trikk.http.enabled is true, but nobody can be let in; make a token with trikk token create, or set"
                            + " trikk.http.token, or another of trikk.http.tokens, trikk.http.signing and trikk.hooks.*");
        }
        return keys;
    }

    static Optional<Secret> longEnough(Settings settings, String key) {
        Optional<Secret> secret = settings.secret(key);
        if (secret.filter(given -> given.reveal().length() < SHORTEST_SECRET).isPresent()) {
            throw new CannotStart(key + " leads to a secret of less than " + SHORTEST_SECRET
                    + " characters, which can be guessed; openssl rand -hex 32 makes a good one");
        }
        return secret;
    }

    private static Hooks hooks(Settings settings) {
        Map<String, String> applications = new HashMap<>();
        for (String entry : settings.list("trikk.hooks.applications")) {
            String[] parts = entry.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new CannotStart("trikk.hooks.applications has the entry \"" + entry
                        + "\"; write REPOSITORY=APPLICATION, for instance acme/shop=shop");
            }
            applications.put(parts[0].strip(), parts[1].strip());
        }
        return new Hooks(
                Map.copyOf(applications),
                Set.copyOf(settings.list("trikk.hooks.environments")),
                settings.optional("trikk.hooks.releases"));
    }

    private static Listener listen(CamelContext camel, Settings settings, Consumer<Router> before) {
        String host = settings.text("trikk.http.host");
        int port = settings.number("trikk.http.port");
        Optional<Listener.Certificate> certificate = certificate(settings);
        if (certificate.isEmpty() && !isLoopback(host)) {
            LOG.warn("trikk.http.host is {}, without a certificate: whoever can listen in reads the tokens", host);
        }
        try {
            Listener listener = new Listener(camel, host, port, certificate, before);
            LOG.info("requests are taken over HTTP on {}:{}", host, listener.port());
            return listener;
        } catch (Exception e) {
            throw new CannotStart(
                    "Trikk cannot listen for HTTP on " + host + ":" + port + ": "
                            + CannotStart.root(e).getMessage()
                            + "; trikk.http.host, trikk.http.port and trikk.http.keystore say where and how",
                    e);
        }
    }

    private static Optional<Listener.Certificate> certificate(Settings settings) {
        return settings.optional("trikk.http.keystore")
                .map(file -> new Listener.Certificate(
                        Path.of(file),
                        settings.secret("trikk.http.keystore.password")
                                .orElseThrow(() -> new CannotStart(
                                        "trikk.http.keystore is set, so trikk.http.keystore.password must be too"))));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
