package dev.trikk.stage;

import static dev.trikk.stage.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Drained;
import dev.trikk.rotation.Member.Rotation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several pairs that leave the rotation together. */
class BatchTest extends Riders {
    @Test
    void all_pairs_of_a_batch_are_drained_before_the_first_is_changed_and_return_when_all_are_done() {
        Boarding shop = boarded(aPlanInBatches("shop"));

        List<Ride> rides = scene.rotate.ride(shop);

        assertThat(scene.log)
                .containsExactly(
                        "drain proxy1",
                        "drain proxy2",
                        "proxy1 switch",
                        "app1 switch",
                        "app1 restart",
                        "proxy2 switch",
                        "app2 switch",
                        "app2 restart",
                        "proxy1 reload",
                        "proxy2 reload",
                        "restore proxy1",
                        "restore proxy2");
        assertThat(errors(rides.get(0))).isEmpty();
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void the_floor_is_asked_for_the_whole_batch_at_once() {
        Boarding shop = boarded(aPlanInBatches("shop"));
        scene.row.put("proxy4", Rotation.IN, false, 0);

        List<Ride> rides = scene.rotate.ride(shop);

        assertThat(scene.log).isEmpty();
        assertThat(errors(rides.get(0))).singleElement().satisfies(words -> assertThat(words)
                .contains("without proxy1, proxy2, 1 of 4 members would be in service"));
    }

    @Test
    void a_pair_that_is_not_well_after_its_way_back_stays_out_and_the_other_returns() {
        Boarding shop = boarded(aPlanInBatches("shop"));
        scene.givenOutcome("app2", "restart", failed("no Java"), failed("no Java"));

        scene.rotate.ride(shop);

        assertThat(scene.log).endsWith("restore proxy1").doesNotContain("restore proxy2");
        assertThat(scene.rotations.drained()).singleElement().satisfies(entry -> assertThat(entry.member())
                .isEqualTo("proxy2"));
    }

    @Test
    void when_one_does_not_get_quiet_the_whole_batch_returns() {
        Boarding shop = boarded(aPlanInBatches("shop"));
        scene.row.put("proxy2", Rotation.IN, true, 3);

        List<Ride> rides = scene.rotate.ride(shop);

        assertThat(scene.log).containsExactly("drain proxy1", "drain proxy2", "restore proxy1", "restore proxy2");
        assertThat(errors(rides.get(0)))
                .containsExactly("proxy2: drain failed with exit code 1: 3 sessions were left after 5 s, "
                        + "and onDeadline is abort");
        assertThat(scene.rotations.drained()).isEmpty();
    }

    @Test
    void a_pair_that_was_out_before_stays_out_when_its_batch_returns() {
        String shop = boarded(aPlanInBatches("shop")).deployment().id();
        scene.rotations.drained(new Drained("production", "main", "proxy1", shop, Instant.EPOCH, Instant.EPOCH));
        scene.row.put("proxy1", Rotation.DRAINING, true, 0);
        scene.row.put("proxy2", Rotation.IN, true, 3);

        scene.rotate.ride(board(shop));

        assertThat(scene.log).endsWith("restore proxy2").doesNotContain("restore proxy1");
        assertThat(scene.rotations.drained()).hasSize(1);
    }
}
