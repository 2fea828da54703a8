package dev.trikk.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Action;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Wish;
import dev.trikk.plan.Stage;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Who is cancelled ends, and goes back or stays as it is. */
class ControlCancelTest extends ControlCase {
    @Test
    void one_that_waits_is_cancelled_at_once_and_a_lane_that_is_free_gets_its_next() {
        Boarding first = scene.boarded(aPlanWithoutOthers(), Stage.FINISH);
        String second = givenWaiting();
        String third = givenWaiting();
        scene.ledger.end(first, Ending.SUCCEEDED, "");

        Exchange cancel = send("cancel", second);

        assertThat(answer(cancel)).contains("\"done\":true", "nothing was touched");
        assertThat(deployment(second).ending()).contains(Ending.CANCELLED);
        assertThat(deployment(second).reason()).isEqualTo("cancelled by anna");
        assertThat(next(cancel)).isEqualTo("admit " + third + " 0");
    }

    @Test
    void one_that_is_on_its_way_finishes_its_step_and_then_goes_back() {
        Boarding one = scene.boarded(aPlanWithoutOthers(), Stage.ROTATE);
        String id = one.deployment().id();

        Exchange cancel = send("cancel", id);
        Boarding after = scene.boardedAfter(one, List.of(ok(one, "app1", Action.SWITCH)));

        assertThat(answer(cancel))
                .contains("finishes its step rotate one (proxy1, app1), in at most 15 min")
                .contains("what was touched is put back");
        assertThat(next(cancel)).isNull();
        assertThat(after.work().inWords()).isEqualTo("rotate one back (proxy1, app1)");
    }

    @Test
    void one_that_shall_stay_as_it_is_ends_without_a_way_back() {
        Boarding one = scene.boarded(aPlanWithoutOthers(), Stage.ROTATE);
        String id = one.deployment().id();

        Exchange cancel = send("cancel", id, "\"options\": {\"stay\": true}");
        Boarding after = scene.boardedAfter(one, List.of(ok(one, "app1", Action.SWITCH)));

        assertThat(answer(cancel)).contains("everything stays as it is");
        assertThat(after.work().stage()).isEqualTo(Stage.FINISH);
        assertThat(verdict(id)).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void one_that_is_held_goes_back_at_once() {
        Boarding one = scene.boarded(aPlanWithoutOthers(), Stage.ROTATE);
        String id = one.deployment().id();
        send("hold", id);
        Boarding held = scene.boardedAfter(one, List.of(ok(one, "app1", Action.SWITCH)));
        new Hold(scene.ledger, scene.time).process(boarded(held));

        Exchange cancel = send("cancel", id);

        assertThat(answer(cancel)).contains("goes back: rotate one back (proxy1, app1)");
        assertThat(next(cancel)).isEqualTo("rotate " + id + " 4");
        assertThat(deployment(id).wish()).contains(new Wish(Wish.Kind.CANCEL, "anna"));
        assertThat(deployment(id).reason()).isEqualTo("cancelled by anna");
    }

    @Test
    void a_cancel_that_comes_when_the_hold_is_reached_is_heard_there() {
        Boarding fetch = scene.boarded(aPlanWithoutOthers(), Stage.FETCH);
        String id = fetch.deployment().id();
        send("hold", id);
        Boarding held = scene.boardedAfter(fetch, List.of());
        send("cancel", id);

        Exchange exchange = boarded(held);
        new Hold(scene.ledger, scene.time).process(exchange);

        assertThat(next(exchange)).isEqualTo("finish " + id + " 2");
        assertThat(deployment(id).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void the_servers_of_a_parked_rotation_are_put_back_though_nothing_is_recorded_of_them() {
        String id = givenParked(Stage.ROTATE);

        Exchange cancel = send("cancel", id);

        assertThat(answer(cancel)).contains("goes back: rotate one back (proxy1, app1)");
        assertThat(next(cancel)).isEqualTo("rotate " + id + " 2");
        assertThat(dropped).containsExactly("rotate " + id);
        assertThat(scene.alarms.open()).isEmpty();
    }
}
