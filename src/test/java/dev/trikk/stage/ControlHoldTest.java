package dev.trikk.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.plan.Stage;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Who is held stands still after the step at hand, until somebody approves. */
class ControlHoldTest extends ControlCase {
    @Test
    void one_that_is_on_its_way_is_held_after_its_step_and_goes_on_when_somebody_approves() {
        Boarding fetch = scene.boarded(aPlanWithoutOthers(), Stage.FETCH);
        String id = fetch.deployment().id();

        Exchange hold = send("hold", id);
        Boarding held = scene.boardedAfter(fetch, List.of());
        new Hold(scene.ledger, scene.time).process(boarded(held));
        State between = deployment(id).state();
        Exchange approve = send("approve", id);

        assertThat(answer(hold))
                .startsWith("{\"done\":true")
                .contains("will be held when its step fetch", "in at most 120 s", "trikk control approve " + id);
        assertThat(next(hold)).isNull();
        assertThat(held.work().stage()).isEqualTo(Stage.HOLD);
        assertThat(between).isEqualTo(State.HELD);
        assertThat(answer(approve)).contains("\"done\":true", "goes on with install");
        assertThat(next(approve)).isEqualTo("install " + id + " 2");
        assertThat(deployment(id).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void what_is_not_held_cannot_be_approved() {
        String id =
                scene.boarded(aPlanWithoutOthers(), Stage.FETCH).deployment().id();

        Exchange approve = send("approve", id);

        assertThat(answer(approve)).contains("\"done\":false", "is not held", "step 1 of 7, fetch");
        assertThat(next(approve)).isNull();
    }

    @Test
    void an_approval_that_comes_again_sends_the_message_that_may_be_lost() {
        String id = givenHeld();
        send("approve", id);

        Exchange again = message("approve", id, "{}");
        again.getMessage().setHeader("JMSRedelivered", true);
        control.process(again);

        assertThat(answer(again)).contains("\"done\":true", id + " goes on.");
        assertThat(next(again)).isEqualTo("install " + id + " 2");
    }

    @Test
    void the_same_command_twice_has_one_answer_and_is_done_once() {
        String id = givenHeld();
        Exchange first = send("approve", id, "\"id\": \"anna-1\"");
        Boarding install = scene.ledger.board(id, 2, false).orElseThrow();
        send("hold", id);
        Boarding held = scene.boardedAfter(install, List.of());
        new Hold(scene.ledger, scene.time).process(boarded(held));

        Exchange second = send("approve", id, "\"id\": \"anna-1\"");

        assertThat(answer(second)).isEqualTo(answer(first));
        assertThat(deployment(id).state()).isEqualTo(State.HELD);
    }
}
