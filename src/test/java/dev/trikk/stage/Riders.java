package dev.trikk.stage;

import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.aServer;
import static dev.trikk.Fixtures.anApplication;

import dev.trikk.inventory.Balancer;
import dev.trikk.inventory.Drain;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pair;
import dev.trikk.inventory.Pool;
import dev.trikk.inventory.Rollout;
import dev.trikk.inventory.Share;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import dev.trikk.ledger.StopRule;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.rotation.Member.Rotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several deployments that come to the same rotation. */
abstract class Riders extends RotationCase {

    /** A plan of an application without health check. */
    static Plan aPlanOf(String application) {
        Plan shop = aPlan();
        return Plans.rolling(anApplication(application, "batch1"), shop.environment(), aRelease(application, "2"));
    }

    /** A plan over four pairs, two at a time. */
    Plan aPlanInBatches(String application) {
        List<Pair> pairs = IntStream.rangeClosed(1, 4)
                .mapToObj(n -> new Pair("pair" + n, "proxy" + n, "app" + n, "proxy" + n))
                .toList();
        pairs.forEach(pair -> scene.row.put(pair.member(), Rotation.IN, true, 0));
        Pool pool = new Pool(
                "main",
                Optional.of("front"),
                pairs,
                List.of(),
                2,
                new Drain(Duration.ofSeconds(5), Drain.OnDeadline.ABORT),
                new Rollout(new Share(50, true), Optional.empty()));
        Environment environment = new Environment(
                "production",
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.proxy(), pair.app()))
                        .map(name -> aServer(name))
                        .toList(),
                List.of(new Balancer("front", "haproxy", Map.of("address", "tcp://127.0.0.1:9999", "backend", "city"))),
                List.of(pool),
                Set.of("repository"),
                List.of());
        return Plans.rolling(anApplication(application), environment, aRelease(application, "2"));
    }

    /** At its first rotation, but with its message still on the way. */
    String arrived(Plan plan) {
        Boarding boarding = boarded(plan);
        scene.ledger.brokeOff(boarding, "");
        return boarding.deployment().id();
    }

    Boarding board(String id) {
        return scene.ledger
                .board(id, scene.ledger.find(id).orElseThrow().cursor(), true)
                .orElseThrow();
    }

    /** Stores what was ridden, as it is done at the end of a step. */
    void record(List<Ride> rides) {
        for (Ride ride : rides) {
            String id = ride.boarding().deployment().id();
            scene.ledger.record(
                    ride.boarding(),
                    ride.results(),
                    StopRule.after(
                            scene.ledger.find(id).orElseThrow(),
                            ride.boarding().step(),
                            scene.ledger.results(id),
                            ride.results()));
        }
    }

    static List<String> errors(Ride ride) {
        return ride.results().stream()
                .filter(result -> !result.isOk())
                .map(Result::inWords)
                .toList();
    }
}
