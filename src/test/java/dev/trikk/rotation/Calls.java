package dev.trikk.rotation;

import dev.trikk.Patience;
import dev.trikk.http.Http;
import dev.trikk.http.Link;
import dev.trikk.http.Login;
import dev.trikk.http.camel.CamelHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends as Trikk does, for adapters that speak HTTP. */
public final class Calls implements AutoCloseable {
    private final DefaultCamelContext camel = new DefaultCamelContext();

    public Calls() {
        camel.start();
    }

    /** As the inventory's balancer {@code front}, with ten seconds to answer. */
    public Http to(URI url, Login... logins) {
        return to(url, Patience.LONG, logins);
    }

    public Http to(URI url, Duration timeout, Login... logins) {
        Link link = new Link("front", url, List.of(logins), Optional.empty(), Patience.LONG, timeout);
        return new CamelHttp(camel, link, Clock.systemUTC());
    }

    @Override
    public void close() {
        camel.stop();
    }
}
