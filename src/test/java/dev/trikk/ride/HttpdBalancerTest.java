package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.rotation.httpd.HttpdProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The fleet behind an httpd that balances, instead of its HAProxy. */
class HttpdBalancerTest {
    @TempDir
    static Path directory;

    private static HttpdProcess httpd;

    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop").with(HttpdBalancerTest::behindHttpd);

    private static FleetInventory behindHttpd(FleetInventory inventory) {
        try {
            Map<String, URI> members = new TreeMap<>();
            for (String proxy : new String[] {"proxy1", "proxy2"}) {
                members.put(
                        proxy,
                        URI.create("http://" + GROUND.fleet().property("server." + proxy + ".address") + ":28080"));
            }
            httpd = new HttpdProcess(directory, members);
            Path password = Files.writeString(directory.resolve("password"), HttpdProcess.PASSWORD);
            return inventory.front("type: httpd, url: \"%s\", balancer: city, user: %s, password: \"file:%s\""
                    .formatted(httpd.manager(), HttpdProcess.USER, password));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        httpd.close();
    }

    @Test
    void a_version_rolls_over_all_pairs_behind_httpd_and_no_request_fails() throws Exception {
        GROUND.fleet().release("shop", "1.0,1.1");
        Daemon daemon = GROUND.daemon();
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
        Traffic traffic = new Traffic(httpd.front().resolve("/shop/"), "1.0", "1.1");

        daemon.awaitSuccess(daemon.deploy("shop", "1.1"));

        traffic.assertNoneFailed();
        assertThat(traffic.seen()).containsExactlyInAnyOrder("1.0", "1.1");
        assertThat(daemon.rotations().drained()).isEmpty();
    }
}
