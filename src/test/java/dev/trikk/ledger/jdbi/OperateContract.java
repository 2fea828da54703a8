package dev.trikk.ledger.jdbi;

import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Drained.Hand;
import dev.trikk.ledger.PausedStage;
import dev.trikk.ledger.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people do by hand: stages that stand still, members that are out. */
interface OperateContract {
    Books books();

    LedgerDatabase reopened();

    @Test
    default void a_stage_stays_paused_over_a_restart_by_whoever_paused_it_first() {
        Instant since = books().clock.instant();
        assertThat(books().pauses.pause("rotate", "anna", "the switch is replaced"))
                .isTrue();
        assertThat(books().pauses.pause("rotate", "bert", "me too")).isFalse();

        reopened();

        assertThat(books().pauses.paused())
                .containsExactly(new PausedStage("rotate", "anna", since, "the switch is replaced"));
    }

    @Test
    default void a_stage_that_goes_on_is_not_paused_any_more() {
        books().pauses.pause("rotate", "anna", "");

        assertThat(books().pauses.resume("rotate", "bert")).map(PausedStage::by).contains("anna");

        assertThat(books().pauses.paused()).isEmpty();
        assertThat(books().pauses.resume("rotate", "bert")).isEmpty();
    }

    @Test
    default void who_has_waited_for_a_paused_stage_counts_as_moved_when_it_goes_on() {
        Books books = books();
        String active = books.active("shop");
        String waiting = books.accepted("second");
        books.pauses.pause("fetch", "anna", "");
        books.pauses.pause("admit", "anna", "");
        books.clock.pause(Duration.ofHours(3));

        books.pauses.resume("fetch", "anna");
        Instant moved = books.ledger.find(waiting).orElseThrow().movedAt();
        books.pauses.resume("admit", "anna");

        assertThat(books.ledger.find(active).orElseThrow().movedAt()).isEqualTo(books.clock.instant());
        assertThat(moved).isBefore(books.clock.instant());
        assertThat(books.ledger.find(waiting).orElseThrow().movedAt()).isEqualTo(books.clock.instant());
    }

    @Test
    default void a_member_that_is_out_by_hand_says_by_whose_and_why() {
        Instant now = books().clock.instant();
        Drained drained =
                Drained.byHand("production", "main", "web1", new Hand("anna", "new disk"), now, Optional.empty());

        books().rotations.drained(drained);

        assertThat(books().rotations.drained()).containsExactly(drained);
        books().rotations.forget(drained);
        assertThat(books().rotations.drained()).isEmpty();
    }

    @Test
    default void a_pool_whose_members_are_moved_by_hand_is_not_rotated_meanwhile() {
        Books books = books();
        Boarding shop = RotationContract.at(books, "shop", RotationContract.ROTATION);

        assertThat(books.rotations.claimByHand("production", "main", "anna")).isEmpty();
        assertThat(books.rotations.claimByHand("production", "main", "bert")).contains("anna");

        assertThat(books.rotations.claim(shop)).isFalse();
        books.rotations.giveBack("production", "main", "anna");
        assertThat(books.rotations.claim(shop)).isTrue();
    }

    @Test
    default void a_person_who_has_crashed_with_the_pool_in_hand_is_in_the_way_for_a_minute() {
        Books books = books();
        Boarding shop = RotationContract.at(books, "shop", RotationContract.ROTATION);
        books.rotations.claimByHand("production", "main", "anna");

        books.clock.pause(Duration.ofMinutes(1));

        assertThat(books.rotations.claim(shop)).isTrue();
    }

    @Test
    default void nobody_moves_members_by_hand_while_their_pool_is_rotated() {
        Books books = books();
        Boarding shop = RotationContract.at(books, "shop", RotationContract.ROTATION);
        books.rotations.claim(shop);

        assertThat(books.rotations.claimByHand("production", "main", "anna"))
                .isEqualTo(books.rotations.rotating("production", "main"))
                .contains(shop.deployment().id());

        books.pass(shop);
        assertThat(books.rotations.rotating("production", "main")).isEmpty();
        assertThat(books.rotations.claimByHand("production", "main", "anna")).isEmpty();
    }

    @Test
    default void what_is_under_way_is_counted() {
        Books books = books();
        books.active("shop");
        books.accepted("second", aPlan("shop", "2.1"));
        books.outbox.published(List.of());

        Tally tally = new JdbiTally(books.database).tally();

        assertThat(tally.active()).isEqualTo(1);
        assertThat(tally.waiting()).isEqualTo(1);
        assertThat(tally.held()).isZero();
        assertThat(tally.unpublished())
                .isEqualTo(books.outbox.unpublished("node", 100).size());
    }
}
