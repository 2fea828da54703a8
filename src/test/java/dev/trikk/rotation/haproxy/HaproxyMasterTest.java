package dev.trikk.rotation.haproxy;

import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancerContract;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** By the socket of the master, and with each member in two backends. */
class HaproxyMasterTest extends LoadBalancerContract {
    @TempDir
    private Path directory;

    private HaproxyProcess haproxy;

    @Override
    protected LoadBalancer start(Map<String, URI> members) throws Exception {
        haproxy = new HaproxyProcess(directory, members, "check inter 100ms");
        return new HaproxyBalancer(haproxy.master(), List.of("city", "town"), Pauses.real());
    }

    @Override
    protected URI front() {
        return haproxy.front();
    }

    @Override
    protected void stop() throws Exception {
        haproxy.close();
    }
}
