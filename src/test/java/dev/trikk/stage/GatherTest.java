package dev.trikk.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.plan.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Waiting for those who are on their way. */
class GatherTest extends Riders {
    @Test
    void who_is_alone_does_not_wait() {
        gather().await(boarded(aPlan()));

        assertThat(scene.time.passed()).isZero();
    }

    @Test
    void the_first_rotation_waits_until_the_last_one_has_come() {
        Boarding shop = boarded(aPlan());
        Boarding parking = scene.boarded(aPlanOf("parking"), Stage.INSTALL);
        AtomicInteger looks = new AtomicInteger();
        Gather gather = new Gather(
                scene.rotations,
                duration -> {
                    scene.time.pause(duration);
                    if (looks.incrementAndGet() == 3) {
                        scene.boardedAfter(scene.boardedAfter(parking, List.of()), List.of());
                    }
                },
                scene.time);

        gather.await(shop);

        assertThat(looks)
                .as("until it came, and a little longer for those behind it")
                .hasValue(7);
        assertThat(scene.rotate.ride(shop)).hasSize(2);
    }

    @Test
    void it_does_not_wait_for_ever() {
        Boarding shop = boarded(aPlan());
        scene.boarded(aPlanOf("parking"), Stage.INSTALL);

        gather().await(shop);

        assertThat(scene.time.passed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_second_rotation_waits_for_nobody() {
        Boarding shop = boarded(aPlan());
        record(scene.rotate.ride(shop));
        scene.boarded(aPlanOf("parking"), Stage.INSTALL);
        Duration before = scene.time.passed();

        gather().await(board(shop.deployment().id()));

        assertThat(scene.time.passed()).isEqualTo(before);
    }

    private Gather gather() {
        return new Gather(scene.rotations, scene.time, scene.time);
    }
}
