package dev.trikk.rotation.httpd;

import dev.trikk.rotation.Calls;
import dev.trikk.rotation.HttpFaultsContract;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class HttpdFaultsTest extends HttpFaultsContract {
    @TempDir
    private Path directory;

    private HttpdProcess httpd;

    @Override
    protected URI start(Map<String, URI> members) throws Exception {
        httpd = new HttpdProcess(directory, members);
        return httpd.manager();
    }

    @Override
    protected LoadBalancer over(Calls calls, URI url, Duration timeout) {
        return new HttpdBalancer(calls.to(url, timeout, HttpdProcess.login()), "city", new Pauses());
    }

    @Override
    protected void stop() throws Exception {
        httpd.close();
    }
}
