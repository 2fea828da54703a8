package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Ledger.StaleEpoch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who rotates a pool, and whom it takes along. */
interface RotationContract {
    /** In the inventory's plan: the rotation of the first pair. */
    int ROTATION = 4;

    Books books();

    @Test
    default void while_one_pair_of_a_pool_is_rotated_no_other_pair_of_it_is() {
        Boarding one = atRotation("shop", ROTATION);
        Boarding two = atRotation("parking", ROTATION + 1);

        assertThat(books().rotations.claim(one)).isTrue();
        assertThat(books().rotations.claim(two)).isFalse();
        assertThat(books().rotations.claim(one)).as("repeated").isTrue();

        books().pass(one);
        assertThat(books().rotations.claim(two))
                .as("when the other one is done")
                .isTrue();
    }

    @Test
    default void a_pool_is_free_when_the_rotation_of_it_broke_off() {
        Boarding one = atRotation("shop", ROTATION);
        Boarding two = atRotation("parking", ROTATION + 1);
        assertThat(books().rotations.claim(one)).isTrue();

        books().ledger.brokeOff(one, "waits for the balancer");

        assertThat(books().rotations.claim(two)).isTrue();
    }

    @Test
    default void who_has_come_to_the_same_pair_waits_until_the_rotation_of_it_is_over() {
        Boarding shop = atRotation("shop", ROTATION);
        Boarding parking = atRotation("parking", ROTATION);
        assertThat(books().rotations.claim(shop)).isTrue();

        assertThat(books().rotations.claim(parking)).isFalse();
    }

    @Test
    default void an_attempt_that_was_overtaken_cannot_take_the_pool() {
        Boarding frozen = atRotation("shop", ROTATION);
        Boarding newer =
                books().ledger.board(frozen.deployment().id(), ROTATION, true).orElseThrow();

        assertThatThrownBy(() -> books().rotations.claim(frozen)).isInstanceOf(StaleEpoch.class);

        assertThat(books().rotations.claim(newer)).isTrue();
    }

    @Test
    default void an_attempt_that_has_lost_the_pool_takes_nobody_along() {
        Boarding frozen = atRotation("shop", ROTATION);
        String parking = books().active("parking");
        books().rideTo(parking, ROTATION);
        assertThat(books().rotations.claim(frozen)).isTrue();
        Boarding newer =
                books().ledger.board(frozen.deployment().id(), ROTATION, true).orElseThrow();
        assertThat(books().rotations.claim(newer)).isTrue();
        Boarding along = books().rotations.boardOthers(newer).get(0);

        assertThatThrownBy(() -> books().rotations.boardOthers(frozen)).isInstanceOf(StaleEpoch.class);

        assertThat(books().pass(along).cursor()).isEqualTo(ROTATION + 1);
    }

    @Test
    default void a_rotation_is_begun_for_all_who_have_come_to_the_same_one() {
        String shop = books().active("shop");
        String parking = books().active("parking");
        String early = books().active("library");
        books().rideTo(shop, ROTATION);
        books().rideTo(parking, ROTATION);
        long before = books().deployment(parking).epoch();

        List<Boarding> others = along(shop);

        assertThat(others).extracting(other -> other.deployment().id()).containsExactly(parking);
        assertThat(others.get(0).deployment().epoch()).isGreaterThan(before);
        assertThat(books().deployment(early).epoch()).isZero();
    }

    @Test
    default void the_message_of_one_who_was_taken_along_still_begins_the_step_until_it_is_recorded() {
        String shop = books().active("shop");
        String parking = books().active("parking");
        books().rideTo(shop, ROTATION);
        books().rideTo(parking, ROTATION);
        Boarding along = along(shop).get(0);

        Boarding own = books().board(parking, ROTATION);

        assertThat(own.passed()).isFalse();
        assertThatThrownBy(() -> books().pass(along)).isInstanceOf(StaleEpoch.class);
    }

    @Test
    default void the_message_of_one_who_was_taken_along_rides_on_when_the_rotation_is_recorded() {
        String shop = books().active("shop");
        String parking = books().active("parking");
        books().rideTo(shop, ROTATION);
        books().rideTo(parking, ROTATION);
        Boarding along = along(shop).get(0);
        books().pass(along);

        assertThat(books().board(parking, ROTATION).passed()).isTrue();
    }

    @Test
    default void who_is_taken_along_again_is_fenced_from_the_first_attempt() {
        String shop = books().active("shop");
        String parking = books().active("parking");
        books().rideTo(shop, ROTATION);
        books().rideTo(parking, ROTATION);
        Boarding frozen = along(shop).get(0);
        Boarding again = books().ledger.board(shop, ROTATION, true).orElseThrow();
        assertThat(books().rotations.claim(again)).isTrue();

        Boarding newer = books().rotations.boardOthers(again).get(0);

        assertThatThrownBy(() -> books().pass(frozen)).isInstanceOf(StaleEpoch.class);
        assertThat(books().pass(newer).cursor()).isEqualTo(ROTATION + 1);
    }

    @Test
    default void whose_own_message_was_at_work_when_it_was_taken_along_rides_on_with_the_next_message() {
        String shop = books().active("shop");
        Boarding waiting = atRotation("parking", ROTATION);
        String parking = waiting.deployment().id();
        books().rideTo(shop, ROTATION);

        Boarding along = along(shop).get(0);

        assertThatThrownBy(() -> books().rotations.claim(waiting)).isInstanceOf(StaleEpoch.class);
        books().pass(along);
        assertThat(books().board(parking, ROTATION).passed()).isTrue();
    }

    @Test
    default void who_was_taken_along_on_a_plan_that_is_changed_then_is_left_to_its_own_message() {
        String shop = books().active("shop");
        String parking = books().active("parking");
        books().rideTo(shop, ROTATION);
        books().rideTo(parking, ROTATION);
        Boarding along = along(shop).get(0);

        assertThat(books().ledger.replan(parking, ROTATION, along.deployment().plan()))
                .isTrue();

        assertThatThrownBy(() -> books().pass(along)).isInstanceOf(StaleEpoch.class);
        assertThat(books().board(parking, ROTATION).passed()).isFalse();
    }

    @Test
    default void who_rides_to_the_first_rotation_of_the_pool_is_known_and_so_is_who_is_about_to_start() {
        String shop = books().active("shop");
        String fetching = books().active("parking");
        String rotating = books().active("library");
        books().rideTo(rotating, ROTATION);
        String waiting = books().accepted("r4", aPlan("museum", "2.0"));
        books().accepted("r5", aPlan("shop", "2.0"));

        assertThat(books().rotations.comingTo(books().deployment(shop))).containsExactly(fetching, waiting);
    }

    private Boarding atRotation(String application, int step) {
        return at(books(), application, step);
    }

    /** An application's deployment that has begun a step. */
    static Boarding at(Books books, String application, int step) {
        String id = books.active(application);
        for (int passed = 0; passed < step; passed++) {
            books.pass(books.board(id, passed));
        }
        return books.board(id, step);
    }

    /** Everybody else, when the rotation of that one begins. */
    private List<Boarding> along(String leader) {
        Boarding rotation = books().board(leader, ROTATION);
        assertThat(books().rotations.claim(rotation)).isTrue();
        return books().rotations.boardOthers(rotation);
    }
}
