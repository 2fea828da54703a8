package dev.trikk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.trikk.inventory.Balancer;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Pauses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the inventory says of a load balancer arrives in its calls. */
class WebBalancersTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private WebBalancers balancers;

    @BeforeEach
    void start() throws Exception {
        camel.start();
        Map<String, String> environment = Map.of("SECRET", "planted");
        balancers = new WebBalancers(new Connections(camel, environment, Clock.systemUTC()), new Pauses());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            calls.add("%s %s, login %s: %s"
                    .formatted(
                            call.getRequestMethod(),
                            call.getRequestURI(),
                            Optional.ofNullable(call.getRequestHeaders().getFirst("Authorization"))
                                    .orElse("none"),
                            new String(call.getRequestBody().readAllBytes(), UTF_8)));
            call.sendResponseHeaders(200, 2);
            call.getResponseBody().write("{}".getBytes(UTF_8));
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        camel.stop();
    }

    @Test
    void a_big_ip_with_a_login_provider_gets_the_password_once_for_a_token() {
        LoadBalancer balancer = balancers.f5(
                given(Map.of("pool", "/Edge/city", "user", "ole", "password", "env:SECRET", "loginProvider", "tmos")));

        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageEndingWith("pool /Edge/city: the reply to the login has no token");
        assertThat(calls).singleElement().satisfies(call -> assertThat(call)
                .startsWith("POST /mgmt/shared/authn/login, login none:")
                .contains("\"username\":\"ole\"", "\"password\":\"planted\"", "\"loginProviderName\":\"tmos\""));
    }

    @Test
    void a_big_ip_without_a_login_provider_gets_the_login_with_every_call() {
        LoadBalancer balancer = balancers.f5(
                given(Map.of("pool", "city", "user", "ole", "password", "env:SECRET", "version", "13.1.0")));

        assertThatThrownBy(balancer::members).isInstanceOf(BalancerUnavailable.class);
        assertThat(calls)
                .containsExactly(
                        "GET /mgmt/tm/ltm/pool/~Common~city/members?ver=13.1.0, " + "login Basic b2xlOnBsYW50ZWQ=: ");
    }

    @Test
    void a_login_provider_without_a_user_is_refused() {
        assertThatThrownBy(() -> balancers.f5(given(Map.of("pool", "city", "loginProvider", "tmos"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("balancer front needs a user and a password for its loginProvider");
    }

    @Test
    void an_httpd_is_asked_at_its_url() {
        LoadBalancer balancer = balancers.httpd(given(Map.of("balancer", "city")));

        assertThatThrownBy(balancer::members).isInstanceOf(BalancerUnavailable.class);
        assertThat(calls).containsExactly("GET /?xml=1, login none: ");
    }

    private Balancer given(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("url", "http://127.0.0.1:" + server.getAddress().getPort());
        return new Balancer("front", "any", all);
    }
}
