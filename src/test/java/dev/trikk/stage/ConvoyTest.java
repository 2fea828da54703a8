package dev.trikk.stage;

import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.anApplication;
import static dev.trikk.stage.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Application;
import dev.trikk.inventory.Environment;
import dev.trikk.inventory.Pool;
import dev.trikk.ledger.Action;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Drained;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.rotation.Member.Rotation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvoyTest extends Riders {
    @Test
    void all_who_wait_share_one_drain_one_reload_and_one_restore() {
        Boarding shop = boarded(aPlan());
        arrived(aPlanOf("parking"));
        arrived(aPlanOf("permits"));

        List<Ride> rides = scene.rotate.ride(shop);

        assertThat(scene.log)
                .containsExactly(
                        "drain proxy1",
                        "proxy1 switch",
                        "app1 switch",
                        "app1 restart",
                        "app1 asked: 200",
                        "app1 asked: 200",
                        "parking proxy1 switch",
                        "parking app1 switch",
                        "parking app1 restart",
                        "permits proxy1 switch",
                        "permits app1 switch",
                        "permits app1 restart",
                        "proxy1 reload",
                        "proxy1 asked: 200",
                        "proxy1 asked: 200",
                        "restore proxy1");
        assertThat(rides).hasSize(3);
        assertThat(rides).allSatisfy(ride -> assertThat(errors(ride)).isEmpty());
        assertThat(rides)
                .extracting(ride -> ride.results().stream()
                        .filter(result -> result.server().equals("proxy1"))
                        .filter(result -> result.action().equals(Action.DRAIN)
                                || result.action().equals(Action.RESTORE))
                        .map(result -> result.outcome().stdout())
                        .toList())
                .containsOnly(List.of("quiet, once for 3 deployments", "in service, once for 3 deployments"));
        assertThat(actions(rides.get(1).results()))
                .containsExactly("drain", "switch", "switch", "restart", "reload", "restore");
    }

    @Test
    void an_httpd_is_reloaded_once_for_each_way_to_reload_it() {
        Boarding shop = boarded(aPlan());
        arrived(aPlanOf("parking"));
        Application own = anApplication("permits", "batch1");
        arrived(Plans.rolling(
                new Application(
                        own.name(),
                        own.artifact(),
                        own.user(),
                        own.jmxPort(),
                        own.xmx(),
                        own.http(),
                        "own-reload",
                        own.health(),
                        own.control(),
                        own.keep(),
                        own.deleteOldVersions(),
                        own.placements()),
                aPlan().environment(),
                aRelease("permits", "2")));

        scene.rotate.ride(shop);

        assertThat(scene.log.stream().filter(line -> line.endsWith("reload")))
                .containsExactly("proxy1 reload", "permits proxy1 reload");
    }

    @Test
    void one_that_fails_is_put_back_alone_and_the_others_go_on() {
        Boarding shop = boarded(aPlan());
        arrived(aPlanOf("parking"));
        arrived(aPlanOf("permits"));
        scene.givenOutcome("parking app1", "restart", failed("no Java"));

        List<Ride> rides = scene.rotate.ride(shop);

        assertThat(scene.log)
                .containsSequence(
                        "parking app1 restart",
                        "parking proxy1 back",
                        "parking app1 back",
                        "parking app1 restart",
                        "permits proxy1 switch")
                .endsWith("restore proxy1");
        assertThat(scene.log.stream().filter(line -> line.endsWith("reload"))).hasSize(1);
        assertThat(errors(rides.get(0))).isEmpty();
        assertThat(errors(rides.get(1))).containsExactly("app1: restart failed with exit code 1: no Java");
        assertThat(errors(rides.get(2))).isEmpty();
        record(rides);
        assertThat(rides)
                .extracting(ride -> scene.ledger
                        .find(ride.boarding().deployment().id())
                        .orElseThrow()
                        .step()
                        .inWords())
                .containsExactly("rotate two (proxy2, app2)", "finish", "rotate two (proxy2, app2)");
    }

    @Test
    void one_that_is_not_well_behind_its_proxy_is_put_back_alone_and_the_httpd_reloaded_once_more() {
        arrived(aPlanOf("parking"));
        Boarding shop = boarded(aPlan());
        scene.givenStatus("proxy1.example.org", 503);

        List<Ride> rides = scene.rotate.ride(shop);

        assertThat(scene.log)
                .endsWith(
                        "proxy1 back",
                        "app1 back",
                        "app1 restart",
                        "app1 asked: 200",
                        "app1 asked: 200",
                        "proxy1 reload",
                        "restore proxy1");
        assertThat(errors(rides.get(0))).hasSize(1);
        assertThat(errors(rides.get(1))).isEmpty();
    }

    @Test
    void a_pair_on_which_one_could_not_be_put_back_stays_out_and_everybody_hears_whose_it_is() {
        Boarding shop = boarded(aPlan());
        String parking = arrived(aPlanOf("parking"));
        scene.givenOutcome("parking app1", "restart", failed("no Java"), failed("no Java"));

        List<Ride> rides = scene.rotate.ride(shop);

        assertThat(scene.log).doesNotContain("restore proxy1");
        assertThat(errors(rides.get(0)))
                .containsExactly("proxy1: restore failed with exit code 1: proxy1 stays out of rotation: " + parking
                        + " could not be put back there");
        assertThat(errors(rides.get(1))).hasSize(2);
        assertThat(scene.rotations.drained()).singleElement().satisfies(entry -> assertThat(entry.deployment())
                .isEqualTo(parking));
    }

    @Test
    void one_on_its_way_back_shares_the_rotation_of_one_on_its_way_forth() {
        Deployment parking = onItsWayBack(aPlanOf("parking"));
        Boarding shop = boarded(aPlan());

        List<Ride> rides = scene.rotate.ride(shop);

        assertThat(scene.log.stream().filter(line -> line.startsWith("drain"))).containsExactly("drain proxy1");
        assertThat(scene.log).contains("app1 switch", "parking app1 back").doesNotContain("parking app1 switch");
        assertThat(rides.get(1).boarding().deployment().id()).isEqualTo(parking.id());
        assertThat(rides).allSatisfy(ride -> assertThat(errors(ride)).isEmpty());
    }

    @Test
    void one_that_was_planned_for_another_form_of_the_pool_has_a_rotation_of_its_own() {
        Plan plan = aPlanOf("parking");
        Pool pool = plan.pool();
        Environment edited = new Environment(
                "production",
                plan.environment().servers(),
                plan.environment().balancers(),
                List.of(new Pool("main", pool.balancer(), pool.pairs(), pool.others(), 0, pool.drain())),
                plan.environment().sources(),
                List.of());
        arrived(Plans.rolling(plan.application(), edited, plan.release()));

        List<Ride> rides = scene.rotate.ride(boarded(aPlan()));

        assertThat(rides).hasSize(1);
        assertThat(scene.log).noneMatch(line -> line.startsWith("parking"));
    }

    @Test
    void the_message_of_one_that_was_taken_along_rides_on_however_far_the_others_have_taken_it() {
        String shop = boarded(aPlan()).deployment().id();
        String parking = arrived(aPlanOf("parking"));
        int step = scene.ledger.find(parking).orElseThrow().cursor();
        record(scene.rotate.ride(board(shop)));
        record(scene.rotate.ride(board(shop)));

        Boarding late = scene.ledger.board(parking, step, false).orElseThrow();

        assertThat(late.passed()).isTrue();
        assertThat(late.deployment().step().stage()).isEqualTo(Stage.DISABLE);
        assertThat(scene.log.stream().filter(line -> line.startsWith("drain")))
                .containsExactly("drain proxy1", "drain proxy2");
    }

    @Test
    void after_a_crash_whoever_comes_first_goes_on_with_the_member_that_is_out() {
        String shop = boarded(aPlan()).deployment().id();
        String parking = arrived(aPlanOf("parking"));
        scene.rotations.drained(new Drained("production", "main", "proxy1", shop, Instant.EPOCH, Instant.EPOCH));
        scene.row.put("proxy1", Rotation.DRAINING, true, 0);

        List<Ride> rides = scene.rotate.ride(board(parking));

        assertThat(rides).hasSize(2);
        assertThat(rides).allSatisfy(ride -> assertThat(errors(ride)).isEmpty());
        assertThat(scene.log).contains("app1 restart", "parking app1 restart").endsWith("restore proxy1");
        assertThat(scene.rotations.drained()).isEmpty();
    }

    private Deployment onItsWayBack(Plan plan) {
        Boarding rotation = boarded(plan);
        scene.givenOutcome("parking app2", "restart", failed("no Java"));
        record(List.of(new Ride(rotation, ride(rotation))));
        String id = rotation.deployment().id();
        record(scene.rotate.ride(board(id)));
        scene.log.clear();
        Deployment turned = scene.ledger.find(id).orElseThrow();
        assertThat(turned.step().inWords()).isEqualTo("rotate one back (proxy1, app1)");
        return turned;
    }
}
