package dev.trikk.ledger.jdbi;

import static dev.trikk.ledger.jdbi.Books.onwards;
import static dev.trikk.ledger.jdbi.Books.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Ledger.StaleEpoch;
import dev.trikk.ledger.StopRule.Course;
import dev.trikk.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may do a step, and who may not. */
interface BoardingContract {
    Books books();

    @Test
    default void a_message_for_a_step_under_way_is_a_double_and_dropped() {
        String id = books().active("shop");
        Boarding begun = books().board(id, 0);

        assertThat(books().ledger.board(id, 0, false)).isEmpty();

        assertThat(books().pass(begun).cursor()).as("who began it goes on").isEqualTo(1);
    }

    @Test
    default void a_message_that_comes_again_takes_over_from_an_attempt_under_way() {
        String id = books().active("shop");
        Boarding frozen = books().board(id, 0);

        Boarding again = books().ledger.board(id, 0, true).orElseThrow();

        assertThat(again.passed()).isFalse();
        assertThat(again.deployment().epoch()).isGreaterThan(frozen.deployment().epoch());
        assertThatThrownBy(() -> books().pass(frozen)).isInstanceOf(StaleEpoch.class);
    }

    @Test
    default void a_message_that_comes_again_after_its_step_was_recorded_rides_on() {
        String id = books().active("shop");
        books().pass(books().board(id, 0));

        assertThat(books().ledger.board(id, 0, true)).get().matches(Boarding::passed, "passed");
        assertThat(books().ledger.board(id, 0, false)).get().matches(Boarding::passed, "passed");
    }

    @Test
    default void a_message_whose_next_step_has_begun_is_dropped_whether_it_comes_again_or_not() {
        String id = books().active("shop");
        books().pass(books().board(id, 0));
        books().board(id, 1);

        assertThat(books().ledger.board(id, 0, true)).isEmpty();
        assertThat(books().ledger.board(id, 0, false)).isEmpty();
    }

    @Test
    default void of_a_deployment_that_is_over_only_the_last_message_rides_on_and_calls_the_next() {
        String id = books().active("shop");
        books().ledger.end(books().boardFinish(books().deployment(id)), Ending.SUCCEEDED, "");

        assertThat(books().ledger.board(id, 1, true)).get().matches(Boarding::passed, "passed");
        assertThat(books().ledger.board(id, 0, true)).isEmpty();
    }

    @Test
    default void of_two_who_board_a_step_at_once_one_wins() {
        String id = books().active("shop");

        List<Boarding> boardings = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> books().ledger.board(id, 0, false))
                .flatMap(Optional::stream)
                .toList();

        assertThat(boardings).hasSize(1);
        assertThat(books().pass(boardings.get(0)).cursor()).isEqualTo(1);
    }

    @Test
    default void of_many_who_take_a_step_over_at_once_one_can_record_it() {
        String id = books().active("shop");

        List<Boarding> boardings = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> books().ledger.board(id, 0, true))
                .flatMap(Optional::stream)
                .toList();

        assertThat(boardings.stream().map(boarding -> boarding.deployment().epoch()))
                .doesNotHaveDuplicates();
        assertThat(boardings.stream().filter(this::canRecord)).hasSize(1);
    }

    private boolean canRecord(Boarding boarding) {
        try {
            books().pass(boarding);
            return true;
        } catch (StaleEpoch e) {
            return false;
        }
    }

    @Test
    default void an_attempt_that_broke_off_says_what_it_waits_for_and_the_next_message_begins_the_step() {
        String id = books().active("shop");
        Boarding first = books().board(id, 0);

        books().ledger.brokeOff(first, "waits for the repository");

        assertThat(books().deployment(id).waitsFor()).isEqualTo("waits for the repository");
        assertThat(books().ledger.board(id, 0, false)).isPresent();
    }

    @Test
    default void who_was_overtaken_cannot_break_off_what_another_does() {
        String id = books().active("shop");
        Boarding frozen = books().board(id, 0);
        assertThat(books().ledger.board(id, 0, true)).isPresent();

        books().ledger.brokeOff(frozen, "waits for nothing");

        assertThat(books().deployment(id).reason()).isEmpty();
        assertThat(books().ledger.board(id, 0, false)).as("still under way").isEmpty();
    }

    @Test
    default void a_plan_is_changed_before_its_step_begins_and_not_when_it_is_under_way() {
        String id = books().active("shop");
        Plan plan = books().deployment(id).plan();
        Plan other = plan.after(0, plan.rest(1));

        assertThat(books().ledger.replan(id, 1, other)).as("not there yet").isFalse();
        assertThat(books().ledger.replan(id, 0, other)).isTrue();
        assertThat(books().deployment(id).plan()).isEqualTo(other);

        books().board(id, 0);
        assertThat(books().ledger.replan(id, 0, plan)).as("under way").isFalse();
        assertThat(books().deployment(id).plan()).isEqualTo(other);
    }

    @Test
    default void what_turns_a_deployment_round_is_recorded_with_the_results_that_did_it() {
        String id = books().active("shop");
        Boarding first = books().board(id, 0);
        Plan back = first.deployment().plan().after(0, List.of());

        Deployment moved = books().ledger.record(first, List.of(result("app1")), new Course(back, "app1: disk full"));

        assertThat(moved.plan()).isEqualTo(back);
        assertThat(moved.reason()).isEqualTo("app1: disk full");
        assertThat(moved.step()).isEqualTo(back.steps().get(1));
        assertThat(onwards(first).plan()).isNotEqualTo(back);
    }
}
