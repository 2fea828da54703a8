package dev.trikk.rotation.f5;

import dev.trikk.rotation.Calls;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancerContract;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

class F5BasicTest extends LoadBalancerContract {
    private final Calls calls = new Calls();
    private BigIp bigIp;

    @Override
    protected LoadBalancer start(Map<String, URI> members) throws Exception {
        bigIp = new BigIp(members);
        return new F5Balancer(
                calls.to(bigIp.management(), BigIp.basic()),
                Optional.empty(),
                "city",
                Optional.of("13.1.0"),
                Pauses.real());
    }

    @Override
    protected URI front() {
        return bigIp.front();
    }

    @Override
    protected void stop() {
        calls.close();
        bigIp.close();
    }
}
