package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.anApplication;
import static dev.trikk.stage.Scene.previously;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Health;
import dev.trikk.inventory.Pool;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.remote.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A pair that is rotated on a {@link Scene}. */
abstract class RotationCase {
    final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    List<Result> ride(Plan plan) {
        return ride(boarded(plan));
    }

    /** What was done for the deployment itself. */
    List<Result> ride(Boarding boarding) {
        return scene.rotate.ride(boarding).get(0).results();
    }

    /** Rides and ends, with these outcomes of the restarts on app1. */
    void ride(Plan plan, Outcome... restarts) {
        scene.givenOutcome("app1", "restart", restarts);
        Boarding next = boarded(plan);
        while (next.work().stage() != Stage.FINISH) {
            next = scene.boardedAfter(next, next.work().stage() == Stage.ROTATE ? ride(next) : List.of());
        }
        scene.ledger.end(next, Ending.FAILED, "failed");
    }

    /** At the first rotation, with what the install has reported about the servers. */
    Boarding boarded(Plan plan) {
        Boarding install = scene.boarded(plan, Stage.INSTALL);
        List<Result> reported = plan.pool().servers().stream()
                .map(server -> new Result(
                        install.step(),
                        Stage.INSTALL,
                        server,
                        Action.INSTALL,
                        previously("shop-1-standalone"),
                        Instant.EPOCH))
                .toList();
        Boarding next = scene.boardedAfter(install, reported);
        while (next.work().stage() != Stage.ROTATE) {
            next = scene.boardedAfter(next, List.of());
        }
        return next;
    }

    static Plan aPlan() {
        return aPlan(Drain.OnDeadline.ABORT);
    }

    static Plan aPlan(Drain.OnDeadline onDeadline) {
        Application shop = anApplication("shop", "batch1");
        Health health =
                new Health(9001, "/shop/health", Optional.of(8080), Optional.empty(), 2, Duration.ofSeconds(10));
        Application checked = new Application(
                shop.name(),
                shop.artifact(),
                shop.user(),
                shop.jmxPort(),
                shop.xmx(),
                shop.http(),
                shop.reload(),
                Optional.of(health),
                shop.control(),
                shop.keep(),
                shop.deleteOldVersions(),
                shop.placements());
        Environment paired = aPairedEnvironment();
        Pool pool = paired.pool("main");
        Environment environment = new Environment(
                paired.name(),
                paired.servers(),
                paired.balancers(),
                List.of(new Pool(
                        pool.name(),
                        pool.balancer(),
                        pool.pairs(),
                        pool.others(),
                        pool.minAvailable(),
                        new Drain(pool.drain().deadline(), onDeadline))),
                paired.sources(),
                paired.reportTo());
        return Plans.rolling(checked, environment, aRelease("shop", "2"));
    }

    static List<String> actions(List<Result> results) {
        return results.stream().map(Result::action).toList();
    }
}
