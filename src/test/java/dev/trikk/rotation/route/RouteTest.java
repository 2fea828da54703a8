package dev.trikk.rotation.route;

import dev.trikk.Patience;
import dev.trikk.demo.DemoBalancer;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancerContract;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import dev.trikk.rotation.haproxy.HaproxyBalancer;
import java.net.URI;
import java.util.Map;
import org.apache.camel.CamelContext;

/** The documented routes, driving a balancer that really balances. */
class RouteTest extends LoadBalancerContract {
    private DemoBalancer demo;
    private StubBalancer stub;
    private CamelContext camel;

    @Override
    protected LoadBalancer start(Map<String, URI> members) throws Exception {
        demo = new DemoBalancer("city", members);
        HaproxyBalancer inner = new HaproxyBalancer(demo.address(), "city", Pauses.real());
        stub = new StubBalancer(inner::members, (member, rotation) -> {
            if (rotation == Rotation.IN) {
                inner.restore(member);
            } else {
                inner.drain(member);
            }
        });
        camel = DocumentedRoutes.start(stub.uri());
        return new RouteBalancer(camel, "front", Patience.LONG, Pauses.real());
    }

    @Override
    protected URI front() {
        return demo.uri();
    }

    @Override
    protected void stop() throws Exception {
        camel.close();
        stub.close();
        demo.close();
    }
}
