package dev.trikk;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Control;
import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Placement;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.release.Checksum;
import dev.trikk.release.Release;
import dev.trikk.request.DeployRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values that tests start from; a test states only what matters to it. */
public final class Fixtures {
    public static final String SHA256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private Fixtures() {}

    public static Server aServer(String name) {
        return new Server(name, name + ".example.org", 22, Optional.empty());
    }

    public static Application anApplication(String name, String... disabled) {
        return new Application(
                name,
                new Artifact("releases", "org.example", name, "zip", Optional.of("standalone")),
                name,
                9101,
                "64m",
                true,
                "httpd-graceful",
                Optional.empty(),
                Control.itas(),
                3,
                Optional.empty(),
                Map.of("production", new Placement("main", Set.of(disabled))));
    }

    /** The origin's larger set-up: two proxies, two app servers, and a server for batch work. */
    public static Environment aPairedEnvironment() {
        return environment(
                List.of("proxy1", "proxy2", "app1", "app2", "batch1"),
                List.of(new Pair("one", "proxy1", "app1", "proxy1"), new Pair("two", "proxy2", "app2", "proxy2")),
                List.of("batch1"));
    }

    /** The origin's small set-up: httpd and applications share two servers. */
    public static Environment aSharedEnvironment() {
        return environment(
                List.of("web1", "web2"),
                List.of(new Pair("one", "web1", "web1", "web1"), new Pair("two", "web2", "web2", "web2")),
                List.of());
    }

    private static Environment environment(List<String> servers, List<Pair> pairs, List<String> others) {
        Drain drain = new Drain(Duration.ofSeconds(5), Drain.OnDeadline.ABORT);
        return new Environment(
                "production",
                servers.stream().map(Fixtures::aServer).toList(),
                List.of(new Balancer("front", "haproxy", Map.of("address", "tcp://127.0.0.1:9999", "backend", "city"))),
                List.of(new Pool("main", Optional.of("front"), pairs, others, 1, drain)),
                Set.of("repository", "local"),
                List.of());
    }

    public static Release aRelease(String application, String version) {
        return new Release(
                application,
                version,
                application,
                Release.Source.REPOSITORY,
                URI.create("http://artifacts.example.org/" + application + "-" + version + ".zip"),
                Optional.empty(),
                new Checksum(Checksum.Algorithm.SHA256, SHA256));
    }

    public static Plan aPlan(String application, String version) {
        return Plans.rolling(anApplication(application), aPairedEnvironment(), aRelease(application, version));
    }

    public static DeployRequest aRequest(String id, String application, String version) {
        return new DeployRequest(
                id,
                application,
                version,
                "production",
                "repository",
                Optional.empty(),
                Optional.of("kari"),
                List.of(),
                Optional.empty(),
                false);
    }

    /** A deployment on its way with that plan, at the end of it. */
    public static Deployment aDeployment(Plan plan, String reason) {
        return aDeployment(plan, reason, Optional.empty());
    }

    /** The same, with what a person wants of it. */
    public static Deployment aDeployment(Plan plan, String reason, Optional<Wish> wish) {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        return new Deployment(
                "shop-17",
                aRequest("build-17", "shop", plan.release().version()),
                plan,
                Deployment.State.ACTIVE,
                plan.finish(),
                1,
                wish,
                Optional.empty(),
                reason,
                "",
                Optional.empty(),
                noon,
                noon,
                Optional.of(noon),
                Optional.empty());
    }
}
