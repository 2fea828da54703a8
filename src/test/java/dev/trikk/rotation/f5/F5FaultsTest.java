package dev.trikk.rotation.f5;

import dev.trikk.rotation.Calls;
import dev.trikk.rotation.HttpFaultsContract;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class F5FaultsTest extends HttpFaultsContract {
    private BigIp bigIp;

    @Override
    protected URI start(Map<String, URI> members) throws Exception {
        bigIp = new BigIp(members);
        return bigIp.management();
    }

    @Override
    protected LoadBalancer over(Calls calls, URI url, Duration timeout) {
        return new F5Balancer(
                calls.to(url, timeout, BigIp.basic()), Optional.empty(), "city", Optional.empty(), new Pauses());
    }

    @Override
    protected void stop() {
        bigIp.close();
    }
}
