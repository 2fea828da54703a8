package dev.trikk.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Drained;
import dev.trikk.rotation.Member.Rotation;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Which pair comes first. */
class BoardRotationTest extends Riders {
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @Test
    void while_all_members_are_well_the_order_stays() {
        assertThat(board(arrived(aPlan()), false).work().pairs()).containsExactly("one");
    }

    @Test
    void a_member_that_the_balancer_finds_unwell_comes_first() {
        scene.row.put("proxy2", Rotation.IN, false, 0);

        Boarding boarding = board(arrived(aPlan()), false);

        assertThat(boarding.work().pairs()).containsExactly("two");
        assertThat(boarding.deployment().plan().steps().get(boarding.step() + 1).pairs())
                .containsExactly("one");
    }

    @Test
    void those_who_wait_for_the_same_rotation_are_not_lost_by_it() {
        scene.row.put("proxy2", Rotation.IN, false, 0);
        arrived(aPlanOf("parking"));

        List<Ride> rides = scene.rotate.ride(board(arrived(aPlan()), false));

        assertThat(rides).hasSize(2);
        assertThat(scene.log).startsWith("drain proxy2");
    }

    @Test
    void while_a_member_is_out_the_step_stays_what_it_is() {
        String id = arrived(aPlan());
        scene.rotations.drained(new Drained("production", "main", "proxy1", id, Instant.EPOCH, Instant.EPOCH));
        scene.row.put("proxy2", Rotation.IN, false, 0);

        assertThat(board(id, false).work().pairs()).containsExactly("one");
    }

    @Test
    void a_pair_that_the_same_lane_has_left_out_is_mended_first() {
        String id = arrived(aPlan());
        scene.rotations.drained(new Drained("production", "main", "proxy2", id, Instant.EPOCH, Instant.EPOCH));

        assertThat(board(id, false).work().pairs()).containsExactly("two");
    }

    @Test
    void while_another_lane_has_a_member_out_the_order_stays() {
        String other = arrived(aPlanOf("parking"));
        scene.rotations.drained(new Drained("production", "main", "proxy1", other, Instant.EPOCH, Instant.EPOCH));
        scene.row.put("proxy2", Rotation.IN, false, 0);

        assertThat(board(arrived(aPlan()), false).work().pairs()).containsExactly("one");
    }

    @Test
    void a_step_that_is_under_way_stays_what_it_is() {
        Boarding boarding = boarded(aPlan());
        scene.row.put("proxy2", Rotation.IN, false, 0);

        assertThat(board(boarding.deployment().id(), true).work().pairs()).containsExactly("one");
    }

    @Test
    void a_balancer_that_cannot_be_asked_now_is_asked_again_before_the_drain() {
        scene.row.givenAway(1);

        assertThat(board(arrived(aPlan()), false).work().pairs()).containsExactly("one");
    }

    private Boarding board(String id, boolean again) {
        Exchange exchange = new DefaultExchange(camel);
        StageExchange.pointAtNext(exchange, scene.ledger.find(id).orElseThrow());
        exchange.getMessage().setHeader("JMSRedelivered", again);
        new BoardRotation(new Board(scene.ledger), scene.ledger, scene.rotations, scene).process(exchange);
        return StageExchange.boarding(exchange);
    }
}
