package dev.trikk.rotation.httpd;

import dev.trikk.rotation.Calls;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancerContract;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class HttpdTest extends LoadBalancerContract {
    @TempDir
    private Path directory;

    private final Calls calls = new Calls();
    private HttpdProcess httpd;

    @Override
    protected LoadBalancer start(Map<String, URI> members) throws Exception {
        httpd = new HttpdProcess(directory, members);
        return new HttpdBalancer(calls.to(httpd.manager(), HttpdProcess.login()), "city", Pauses.real());
    }

    @Override
    protected URI front() {
        return httpd.front();
    }

    @Override
    protected void stop() throws Exception {
        calls.close();
        httpd.close();
    }
}
