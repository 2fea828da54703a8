package dev.trikk.notify;

import dev.trikk.event.Event;
import dev.trikk.inventory.Application;
import dev.trikk.inventory.Artifact;
import dev.trikk.inventory.Control;
import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Placement;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Server;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.Standing;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Start;
import dev.trikk.plan.WayBack;
import dev.trikk.release.Checksum;
import dev.trikk.release.Release;
import dev.trikk.remote.Outcome;
import dev.trikk.request.DeployRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A deployment of an application named shop to two pairs and a server for batch work, with what may happen to it. */
public final class Shop {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final int FETCH = 0;
    static final int INSTALL = 1;
    static final int SWITCH = 2;
    static final int ROTATE_ONE = 3;
    static final int ROTATE_TWO = 4;

    private Shop() {}

    public static Deployment ended(Deployment.Ending ending) {
        return ended(ending, ending == Deployment.Ending.SUCCEEDED ? "" : "restart of app2 went wrong", aRequest());
    }

    static Deployment ended(Deployment.Ending ending, String reason, DeployRequest request) {
        Plan plan = plan(request.application());
        int cursor = ending == Deployment.Ending.SUCCEEDED ? plan.finish() : ROTATE_TWO;
        return new Deployment(
                "shop-17",
                request,
                plan,
                Deployment.State.ENDED,
                cursor,
                9,
                Optional.empty(),
                Optional.of(ending),
                reason,
                "",
                Optional.empty(),
                NOON.plusSeconds(200),
                NOON.minusSeconds(65),
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(200)));
    }

    /** Ended after a way back that its results led to. */
    static Deployment rolledBack(List<Result> results) {
        Deployment ended = ended(Deployment.Ending.ROLLED_BACK);
        Standing standing = Standing.of(
                ended.plan(), results.subList(0, results.size() - wayBack().size()));
        return with(
                ended, ended.plan().after(ROTATE_TWO, WayBack.of(ended.plan(), standing.touched(), standing.out())));
    }

    /** Ended in order, but some servers were left as they were. */
    static Deployment without(String... servers) {
        Deployment ended = ended(
                Deployment.Ending.PARTIAL, "without " + String.join(", ", servers) + ", as was asked for", aRequest());
        return with(ended, Plans.rest(ended.plan(), new Start(Map.of(), List.of(), List.of(servers))));
    }

    private static Deployment with(Deployment ended, Plan plan) {
        return new Deployment(
                ended.id(),
                ended.request(),
                plan,
                ended.state(),
                plan.finish(),
                ended.epoch(),
                ended.wish(),
                ended.ending(),
                ended.reason(),
                "",
                ended.heldUntil(),
                ended.movedAt(),
                ended.acceptedAt(),
                ended.startedAt(),
                ended.endedAt());
    }

    static DeployRequest aRequest() {
        return request("kari@example.org", "Blåbærsyltetøy für alle\nand a second line");
    }

    static DeployRequest request(String requestedBy, String comment) {
        return new DeployRequest(
                "build-99",
                "shop",
                "1.4.2",
                "production",
                "repository",
                Optional.empty(),
                Optional.of(requestedBy),
                List.of("SHOP-1", "SHOP-23"),
                Optional.of(comment),
                false);
    }

    public static Event event(Event.Type type) {
        return new Event("shop-17:7", type, Optional.of("shop-17"), NOON, Map.of());
    }

    public static Event rejected(Map<String, String> data) {
        return new Event("rejected:build-99", Event.Type.REJECTED, Optional.empty(), NOON, data);
    }

    public static List<Result> allWell() {
        return Stream.of(prepared(), pairOne(), pairTwo()).flatMap(List::stream).toList();
    }

    static List<Result> prepared() {
        return List.of(
                good(FETCH, Stage.FETCH, "proxy1", "fetch", 1240),
                good(FETCH, Stage.FETCH, "app1", "fetch", 1300),
                installed("proxy1", "shop-1.4.1-standalone"),
                installed("app1", "shop-1.4.1-standalone"),
                installed("app2", "shop-1.4.0-standalone"),
                installed("batch1", ""),
                good(SWITCH, Stage.SWITCH, "batch1", "switch", 90));
    }

    static List<Result> pairOne() {
        return List.of(
                good(ROTATE_ONE, Stage.ROTATE, "proxy1", "drain", 4210),
                good(ROTATE_ONE, Stage.ROTATE, "app1", "switch", 80),
                good(ROTATE_ONE, Stage.ROTATE, "proxy1", "switch", 85),
                good(ROTATE_ONE, Stage.ROTATE, "app1", "restart", 61_300),
                good(ROTATE_ONE, Stage.ROTATE, "app1", "check", 2000),
                good(ROTATE_ONE, Stage.ROTATE, "proxy1", "restore", 150));
    }

    static List<Result> pairTwo() {
        return List.of(
                good(ROTATE_TWO, Stage.ROTATE, "proxy2", "drain", 3900),
                good(ROTATE_TWO, Stage.ROTATE, "app2", "switch", 80),
                good(ROTATE_TWO, Stage.ROTATE, "proxy2", "switch", 85),
                good(ROTATE_TWO, Stage.ROTATE, "app2", "restart", 58_000),
                good(ROTATE_TWO, Stage.ROTATE, "app2", "check", 2000),
                good(ROTATE_TWO, Stage.ROTATE, "proxy2", "restore", 150));
    }

    /** What follows a broken second pair: the first one and the server for batch work are put back. */
    static List<Result> wayBack() {
        return List.of(
                good(ROTATE_TWO + 1, Stage.ROTATE, "proxy1", "drain", 3100),
                good(ROTATE_TWO + 1, Stage.ROTATE, "proxy1", "back", 90),
                good(ROTATE_TWO + 1, Stage.ROTATE, "app1", "back", 90),
                good(ROTATE_TWO + 1, Stage.ROTATE, "app1", "restart", 59_000),
                good(ROTATE_TWO + 1, Stage.ROTATE, "app1", "check", 2000),
                good(ROTATE_TWO + 1, Stage.ROTATE, "proxy1", "restore", 150),
                good(ROTATE_TWO + 2, Stage.SWITCH, "batch1", "back", 90));
    }

    /** The second pair, whose restart ends with that error output. */
    static List<Result> brokenPairTwo(String stderr) {
        return List.of(
                good(ROTATE_TWO, Stage.ROTATE, "proxy2", "drain", 3900),
                good(ROTATE_TWO, Stage.ROTATE, "app2", "switch", 80),
                failed(ROTATE_TWO, Stage.ROTATE, "app2", "restart", 1, stderr));
    }

    static Result installed(String server, String previous) {
        String stdout = "unpacked\ntrikk:previous=" + previous + "\n";
        return result(INSTALL, Stage.INSTALL, server, "install", Outcome.ok(stdout, Duration.ofMillis(2700)));
    }

    static Result good(int step, Stage stage, String server, String action, long millis) {
        return result(step, stage, server, action, Outcome.ok("", Duration.ofMillis(millis)));
    }

    static Result failed(int step, Stage stage, String server, String action, int exitCode, String stderr) {
        Outcome outcome = new Outcome(Outcome.Status.FAILED, exitCode, "", stderr, Duration.ofMillis(12_340));
        return result(step, stage, server, action, outcome);
    }

    static Result without(Outcome.Status status, int step, Stage stage, String server, String action, String why) {
        return result(step, stage, server, action, Outcome.without(status, why, Duration.ofSeconds(30)));
    }

    private static Result result(int step, Stage stage, String server, String action, Outcome outcome) {
        return new Result(step, stage, server, action, outcome, NOON.plusSeconds(60));
    }

    private static Plan plan(String name) {
        Release release = new Release(
                name,
                "1.4.2",
                "shop",
                Release.Source.REPOSITORY,
                URI.create("http://artifacts.example.org/shop-1.4.2.zip"),
                Optional.empty(),
                new Checksum(Checksum.Algorithm.MD5, "0".repeat(32)));
        return Plans.rolling(application(name), production(), release);
    }

    private static Application application(String name) {
        return new Application(
                name,
                new Artifact("releases", "org.example", "shop", "zip", Optional.empty()),
                "shop",
                9101,
                "512m",
                true,
                "true",
                Optional.empty(),
                Control.itas(),
                3,
                Optional.empty(),
                Map.of("production", new Placement("main", Set.of("batch1"))));
    }

    private static Environment production() {
        List<Server> servers = Stream.of("proxy1", "proxy2", "app1", "app2", "batch1")
                .map(name -> new Server(name, name + ".example.org", 22, Optional.empty()))
                .toList();
        Pool pool = new Pool(
                "main",
                Optional.empty(),
                List.of(new Pair("one", "proxy1", "app1", "proxy1"), new Pair("two", "proxy2", "app2", "proxy2")),
                List.of("batch1"),
                1,
                new Drain(Duration.ofSeconds(60), Drain.OnDeadline.ABORT));
        return new Environment(
                "production", servers, List.of(), List.of(pool), Set.of("repository"), List.of("readers@example.org"));
    }
}
