package dev.trikk.rotation.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.rotation.FaultyBalancerContract;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

class FaultyRouteTest extends FaultyBalancerContract {
    private Rotation app1 = Rotation.IN;
    private StubBalancer stub;
    private CamelContext camel;

    @Override
    protected LoadBalancer start() throws Exception {
        stub = new StubBalancer(
                () -> List.of(new Member("app1", app1, true, 0), new Member("app2", Rotation.IN, true, 0)),
                (member, rotation) -> app1 = rotation);
        camel = DocumentedRoutes.start(stub.uri());
        return new RouteBalancer(camel, "front", Duration.ofSeconds(2), new Pauses());
    }

    @Override
    protected void misbehave(Fault fault) {
        stub.fault = fault;
    }

    @Override
    protected void stop() throws Exception {
        stub.close();
        camel.close();
    }

    @Test
    void missing_routes_are_named_at_once() throws Exception {
        try (CamelContext two =
                DocumentedRoutes.start(stub.uri(), route -> !route.contains("direct:balancer-front-restore"))) {
            assertThatThrownBy(() -> new RouteBalancer(two, "front", Duration.ofSeconds(2), new Pauses()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no route file has a route from direct:balancer-front-restore,");
        }
    }

    @Test
    void a_state_that_leaves_something_open_is_not_guessed() {
        String good = "{'name':'app1','rotation':'in','healthy':true,'sessions':0}";
        List<String> bad = new ArrayList<>(List.of("", "[]", "{'members':{}}", "{'members':[" + good + "]} x"));
        for (String part : List.of("'name':'app1',", "'rotation':'in',", "'healthy':true,", ",'sessions':0")) {
            bad.add("{'members':[" + good.replace(part, "") + "]}");
        }
        bad.add("{'members':[" + good + "," + good + "]}");
        bad.add("{'members':[" + good.replace("'in'", "'up'") + "]}");
        bad.add("{'members':[" + good.replace(":0", ":-1") + "]}");
        bad.add("{'members':[" + good.replace(":0", ":0.5") + "]}");
        bad.add("{'members':[" + good.replace("true", "'yes'") + "]}");
        bad.add("[".repeat(5000));

        assertThat(bad).allSatisfy(text -> assertThatThrownBy(() -> MembersJson.read(text.replace('\'', '"')))
                .isInstanceOf(ProtocolException.class));
    }

    @Test
    void further_keys_do_not_matter() throws Exception {
        String text =
                "{\"at\":1,\"members\":[{\"name\":\"app1\",\"rotation\":\"out\",\"healthy\":false,\"sessions\":3,\"weight\":7}]}";

        assertThat(MembersJson.read(text)).containsExactly(new Member("app1", Rotation.OUT, false, 3));
    }
}
