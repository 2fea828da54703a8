package dev.trikk.rotation.httpd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.rotation.Calls;
import dev.trikk.rotation.HttpFaultsContract;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

    /** Its answer to a change with the old nonce is 200, as always. */
    @Test
    void a_change_that_a_reload_has_overtaken_is_made_with_the_new_nonce() {
        LoadBalancer balancer = beforeTheNextChange(httpd::reload);

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }
}
