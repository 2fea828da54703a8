package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.yaml.YamlInventory;
import dev.trikk.remote.ssh.RouteOnServer;
import dev.trikk.rotation.Pauses;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The inventories of the documents, and what is found of them before anything is connected. */
class BalancerAdaptersTest {
    private final CamelContext camel = new DefaultCamelContext();
    private final BalancerAdapters adapters = new BalancerAdapters(
            new Connections(camel, Map.of(), Clock.systemUTC()),
            camel,
            new RouteOnServer(camel.createProducerTemplate()),
            Pauses.real());

    @AfterEach
    void close() throws Exception {
        camel.close();
    }

    @Test
    void documented_balancers_can_be_driven() {
        assertThatCode(() -> adapters.check(documented("haproxy"))).doesNotThrowAnyException();
        assertThatCode(() -> adapters.check(documented("nginx"))).doesNotThrowAnyException();
    }

    @Test
    void a_balancer_by_routes_cannot_be_driven_before_they_are_there() throws Exception {
        assertThatThrownBy(() -> adapters.check(documented("route")))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("balancer front of production: no route file has a route from")
                .hasMessageContaining("direct:balancer-front-drain or direct:balancer-front-restore or");

        for (String route : page("route").blocks("yaml route")) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("route.camel.yaml", route));
        }

        assertThatCode(() -> adapters.check(documented("route"))).doesNotThrowAnyException();
    }

    @Test
    void one_balancer_has_one_adapter_and_every_backend_is_in_it() {
        Map<String, String> settings = Map.of("address", "tcp://127.0.0.1:9999", "backend", "city,town");
        Balancer balancer = new Balancer("front", "haproxy", settings);

        assertThat(adapters.of(balancer)).isSameAs(adapters.of(new Balancer("front", "haproxy", settings)));
        assertThat(adapters.of(balancer).toString()).contains("backend city", "backend town");
    }

    private static Document page(String name) {
        return Document.of(Path.of("docs/connect/" + name + ".md"));
    }

    private static Inventory documented(String name) {
        List<String> inventories = page(name).blocks("yaml inventory");
        return YamlInventory.read(inventories.get(0), name);
    }
}
