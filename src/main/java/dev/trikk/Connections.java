package dev.trikk;

import dev.trikk.config.Secret;
import dev.trikk.config.Vault;
import dev.trikk.http.Http;
import dev.trikk.http.Link;
import dev.trikk.http.Login;
import dev.trikk.http.camel.CamelHttp;
import dev.trikk.text.Durations;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes clients of the connections that the inventory describes, and fetches their secrets. Nothing is connected yet. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final String TIMEOUT = "20s";
    private static final String REFERENCE = "(?:env|file):.*";

    private final CamelContext camel;
    private final Vault vault;
    private final Clock clock;
    private final Measured measured;

    Connections(CamelContext camel, Map<String, String> environment, Clock clock) {
        this.camel = camel;
        Set<String> said = ConcurrentHashMap.newKeySet();
        this.vault = new Vault(environment, warning -> {
            if (said.add(warning)) {
                LOG.warn(warning);
            }
        });
        this.clock = clock;
        this.measured = new Measured(Management.meters(camel));
    }

    /**
     * A system that is spoken to over HTTP.
     *
     * @param name what the inventory calls it
     * @param settings {@code url}, and what of {@code user} with {@code password}, {@code token}, {@code trust} and {@code timeout}
     *     is there
     * @throws IllegalArgumentException when a secret or a certificate cannot be had
     */
    Http http(String name, Map<String, String> settings) {
        return new CamelHttp(
                camel,
                new Link(
                        name,
                        url(name, settings),
                        logins(name, settings),
                        Optional.ofNullable(settings.get("trust")).map(Path::of),
                        CONNECT,
                        Durations.parse(settings.getOrDefault("timeout", TIMEOUT))
                                .orElseThrow()),
                clock);
    }

    /** No sentence about it shows it: it may be a secret, and what Java says of it holds it. */
    private URI url(String name, Map<String, String> settings) {
        String written = open(name, settings, "url").orElseThrow().strip();
        try {
            URI url = new URI(written);
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
            throw new IllegalArgumentException(noAddress(name));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(noAddress(name));
        }
    }

    private static String noAddress(String name) {
        return "url of " + name + " is no address such as https://example.org/path";
    }

    /** The time that all of them live by. */
    Clock clock() {
        return clock;
    }

    /** Measures what is called through them. */
    Measured measured() {
        return measured;
    }

    /** The headers that prove who calls, fetched anew. */
    List<Login> logins(String name, Map<String, String> settings) {
        List<Login> logins = new ArrayList<>();
        if (settings.containsKey("user")) {
            String password =
                    secret(name, settings, "password").map(Secret::reveal).orElse("");
            logins.add(Login.basic(settings.get("user"), password));
        } else {
            secret(name, settings, "token")
                    .map(Secret::reveal)
                    .map(Login::bearer)
                    .ifPresent(logins::add);
        }
        return List.copyOf(logins);
    }

    /** A topic of the broker. What it is given is sent at once; it fails when the broker does not take it. */
    Consumer<String> topic(String name) {
        ProducerTemplate template = camel.createProducerTemplate();
        return text -> template.sendBody("jms:topic:" + name, text);
    }

    /** What a setting refers to, if it is there. */
    Optional<Secret> secret(String name, Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key)).map(reference -> {
            try {
                return vault.fetch(name + "." + key, reference);
            } catch (Vault.NotFetched e) {
                throw new IllegalArgumentException(key + " of " + name + " " + e.getMessage(), e);
            }
        });
    }

    /** A setting that may be a secret, but need not. */
    private Optional<String> open(String name, Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key))
                .map(value -> value.matches(REFERENCE)
                        ? secret(name, settings, key).orElseThrow().reveal()
                        : value);
    }
}
