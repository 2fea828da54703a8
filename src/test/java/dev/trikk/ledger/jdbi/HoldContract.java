package dev.trikk.ledger.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.event.Event;
import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.ledger.Wish;
import dev.trikk.ledger.Wish.Kind;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a deployment stands still, and goes on. */
interface HoldContract {
    Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    Books books();

    @Test
    default void a_hold_stands_in_the_ledger_with_its_time_and_its_reason_and_is_told() {
        String id = atAHold();

        Deployment held = books().ledger.hold(books().board(id, 1), Optional.of(NOON), "is held until noon");

        assertThat(held.state()).isEqualTo(State.HELD);
        assertThat(held.heldUntil()).contains(NOON);
        assertThat(held.reason()).isEqualTo("is held until noon");
        assertThat(held.isParked()).isFalse();
        assertThat(books().event(Event.Type.HELD).data())
                .containsEntry("reason", "is held until noon")
                .containsEntry("until", "2026-11-23T12:00:00Z");
    }

    @Test
    default void messages_for_a_held_deployment_have_nothing_to_do() {
        String id = atAHold();
        books().ledger.hold(books().board(id, 1), Optional.empty(), "is held");

        assertThat(books().ledger.board(id, 1, true)).isEmpty();
        assertThat(books().ledger.board(id, 0, true)).isEmpty();
    }

    @Test
    default void a_held_deployment_goes_on_once_where_it_is_told_to() {
        String id = atAHold();
        Plan plan = books().ledger
                .hold(books().board(id, 1), Optional.of(NOON), "is held")
                .plan();

        Deployment resumed = books().ledger.resume(id, plan, 2, "");

        assertThat(resumed.state()).isEqualTo(State.ACTIVE);
        assertThat(resumed.cursor()).isEqualTo(2);
        assertThat(resumed.heldUntil()).isEmpty();
        assertThat(books().ledger.resume(id, plan, 1, "late").cursor())
                .as("it is not held any more")
                .isEqualTo(2);
        assertThat(books().ledger.board(id, 2, false)).isPresent();
    }

    @Test
    default void who_was_overtaken_cannot_hold() {
        String id = atAHold();
        Boarding frozen = books().board(id, 1);
        assertThat(books().ledger.board(id, 1, true)).isPresent();

        assertThatThrownBy(() -> books().ledger.hold(frozen, Optional.empty(), "is held"))
                .isInstanceOf(StaleEpoch.class);
        assertThat(books().deployment(id).state()).isEqualTo(State.ACTIVE);
    }

    @Test
    default void a_wish_to_hold_is_fulfilled_by_the_hold_and_one_to_cancel_outlives_it() {
        String shop = atAHold();
        books().ledger.wish(shop, new Wish(Kind.HOLD, "kari"));
        assertThat(books().ledger
                        .hold(books().board(shop, 1), Optional.empty(), "is held")
                        .wish())
                .isEmpty();

        books().ledger.resume(shop, books().deployment(shop).plan(), 1, "");
        books().ledger.wish(shop, new Wish(Kind.CANCEL, "ola"));
        assertThat(books().ledger
                        .hold(books().board(shop, 1), Optional.empty(), "is held")
                        .wish())
                .contains(new Wish(Kind.CANCEL, "ola"));
    }

    @Test
    default void the_newest_wish_stands_and_only_who_is_on_its_way_can_have_one() {
        String id = books().accepted("r1");
        Wish wish = new Wish(Kind.CANCEL, "kari");
        assertThat(books().ledger.wish(id, wish)).as("waiting").isFalse();

        books().ledger.admit(id);
        assertThat(books().ledger.wish(id, new Wish(Kind.HOLD, "ola"))).isTrue();
        assertThat(books().ledger.wish(id, wish)).isTrue();
        assertThat(books().deployment(id).wish()).contains(wish);

        books().ledger.end(books().boardFinish(books().deployment(id)), Ending.CANCELLED, "");
        assertThat(books().ledger.wish(id, wish)).as("over").isFalse();
        assertThat(books().ledger.wish("nobody-1", wish)).as("unknown").isFalse();
    }

    @Test
    default void a_step_that_its_stage_gave_up_on_is_parked_where_it_is_and_can_be_resumed() {
        String id = books().active("shop");
        books().board(id, 0);

        assertThat(books().ledger.park(id, 1, "elsewhere")).as("another step").isFalse();
        assertThat(books().ledger.park(id, 0, "fetch gave up")).isTrue();
        assertThat(books().deployment(id).isParked()).isTrue();
        assertThat(books().ledger.park(id, 0, "again")).as("parked already").isFalse();
        assertThat(books().deployment(id).reason()).isEqualTo("fetch gave up");

        books().ledger.resume(id, books().deployment(id).plan(), 0, "");
        assertThat(books().ledger.board(id, 0, false)).as("its new message").isPresent();
    }

    @Test
    default void who_was_parked_meanwhile_can_store_nothing() {
        String id = books().active("shop");
        Boarding boarding = books().board(id, 0);
        books().ledger.park(id, 0, "fetch gave up");

        assertThatThrownBy(() -> books().pass(boarding)).isInstanceOf(StaleEpoch.class);
    }

    /** An active deployment whose next step is a hold. */
    private String atAHold() {
        String id = books().active("shop");
        Boarding first = books().board(id, 0);
        Plan plan = first.deployment().plan();
        List<Step> rest = new ArrayList<>(List.of(Step.hold(Optional.empty())));
        rest.addAll(plan.rest(0));
        books().ledger.record(first, List.of(), new Course(plan.after(0, rest), ""));
        return id;
    }
}
