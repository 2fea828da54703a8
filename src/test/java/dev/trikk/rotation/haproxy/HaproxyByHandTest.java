package dev.trikk.rotation.haproxy;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Pauses;
import dev.trikk.stage.ByHandContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class HaproxyByHandTest extends ByHandContract {
    @TempDir
    private Path directory;

    private final List<HttpServer> servers = new ArrayList<>();
    private HaproxyProcess haproxy;

    @Override
    protected LoadBalancer balancer() throws Exception {
        haproxy = new HaproxyProcess(directory, Map.of("proxy1", server(), "proxy2", server()), "check inter 100ms");
        LoadBalancer balancer = new HaproxyBalancer(haproxy.tcp(), "city", Pauses.real());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> balancer.members().stream().allMatch(Member::inService));
        return balancer;
    }

    private URI server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() throws Exception {
        haproxy.close();
        servers.forEach(server -> server.stop(0));
    }
}
