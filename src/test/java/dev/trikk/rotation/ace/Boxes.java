package dev.trikk.rotation.ace;

import dev.trikk.demo.ace.AceStandIn;
import dev.trikk.http.Http;
import dev.trikk.http.Link;
import dev.trikk.http.Login;
import dev.trikk.http.camel.CamelHttp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;

/** Ways to a stand-in, or to what is none. */
final class Boxes implements AutoCloseable {
    static final String PASSWORD = "ace-of-spades";
    static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final DefaultCamelContext camel = new DefaultCamelContext();

    Boxes() {
        camel.start();
    }

    Http http(URI url, Path certificate, String password) {
        return new CamelHttp(
                camel,
                new Link(
                        "front",
                        url,
                        List.of(Login.basic(AceStandIn.USER, password)),
                        Optional.of(certificate),
                        TIMEOUT,
                        TIMEOUT),
                Clock.systemUTC());
    }

    AceBox xml(AceStandIn ace, Duration poll, Clock clock) {
        return AceBox.xml(http(ace.xml(), ace.certificate(), PASSWORD), poll, clock);
    }

    static AceLogin login(AceStandIn ace) {
        return new AceLogin("127.0.0.1", ace.sshPort(), AceStandIn.USER, PASSWORD, ace.knownHosts(), false, TIMEOUT);
    }

    @Override
    public void close() {
        camel.stop();
    }
}
