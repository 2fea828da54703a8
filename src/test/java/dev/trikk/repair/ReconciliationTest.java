package dev.trikk.repair;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Alarm;
import dev.trikk.ledger.Alarm.Kind;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.ledger.Drained;
import dev.trikk.ledger.Lane;
import dev.trikk.ledger.PausedStage;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is mended, what is reported, and that nothing is done where all is well. */
class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(11));
    private static final Instant JUST_NOW = NOW.minus(Duration.ofMinutes(9));
    private static final Lane LANE = new Lane("shop", "production");
    private static final Drained OUT =
            new Drained("production", "main", "proxy1", "shop-1", JUST_NOW, NOW.plus(Duration.ofMinutes(5)));

    private final Map<Lane, String> lanes = new HashMap<>();
    private final List<Deployment> unfinished = new ArrayList<>();
    private final Set<String> withMessage = new HashSet<>();
    private final List<Drained> drained = new ArrayList<>();
    private final Map<Drained, Boolean> inRotation = new HashMap<>();
    private final List<DeadLetter> dead = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<PausedStage> paused = new ArrayList<>();

    @Test
    void where_all_is_well_nothing_is_done() {
        given(active("shop-1", 2, LONG_AGO), waiting("shop-2", LONG_AGO), parked("shop-3"));
        lanes.put(LANE, "shop-1");
        withMessage.add("shop-1");
        drained.add(OUT);
        alarms.add(alarm(Kind.PARKED, "parked/shop-3", "shop-3"));

        assertThat(decided()).isEmpty();
    }

    @Test
    void a_deployment_that_has_just_moved_may_have_its_message_anywhere() {
        given(active("shop-1", 2, JUST_NOW));

        assertThat(decided()).isEmpty();
    }

    @Test
    void a_deployment_that_stands_still_without_a_message_gets_one() {
        given(active("shop-1", 2, LONG_AGO));

        assertThat(decided()).singleElement().isInstanceOf(Repair.SendAgain.class);
    }

    @Test
    void of_one_that_stands_still_with_its_message_a_person_is_told_after_three_times_as_long() {
        given(active("shop-1", 2, NOW.minus(Duration.ofMinutes(31))));
        withMessage.add("shop-1");

        assertThat(decided()).singleElement().isInstanceOfSatisfying(Repair.Raise.class, raise -> {
            assertThat(raise.kind()).isEqualTo(Kind.SLOW);
            assertThat(raise.text()).contains("trikk control why shop-1");
        });
    }

    @Test
    void one_that_stands_still_with_its_message_for_less_is_left_alone() {
        given(active("shop-1", 2, NOW.minus(Duration.ofMinutes(29))));
        withMessage.add("shop-1");

        assertThat(decided()).isEmpty();
    }

    @Test
    void the_alarm_about_one_that_stood_still_is_over_when_it_moves() {
        given(active("shop-1", 3, NOW));
        alarms.add(alarm(Kind.SLOW, "slow/shop-1", "shop-1"));

        assertThat(decided()).singleElement().isInstanceOf(Repair.Clear.class);
    }

    @Test
    void the_first_of_a_free_lane_is_admitted_and_the_second_is_not() {
        given(waiting("shop-1", LONG_AGO), waiting("shop-2", LONG_AGO));

        assertThat(decided()).containsExactly(new Repair.SendToAdmit(unfinished.get(0)));
    }

    @Test
    void nobody_is_admitted_to_a_lane_that_is_taken() {
        given(waiting("shop-2", LONG_AGO), active("shop-1", 2, JUST_NOW));
        lanes.put(LANE, "shop-1");

        assertThat(decided()).isEmpty();
    }

    @Test
    void a_hold_whose_time_is_over_ends_and_one_that_waits_for_a_person_does_not() {
        given(held("shop-1", Optional.of(NOW.minusSeconds(1))), held("shop-2", Optional.of(NOW.plusSeconds(1))));
        given(held("shop-3", Optional.empty()));

        assertThat(decided()).containsExactly(new Repair.GoOn(unfinished.get(0)));
    }

    @Test
    void a_lane_held_by_one_that_is_over_is_freed() {
        lanes.put(LANE, "shop-1");

        assertThat(decided()).containsExactly(new Repair.FreeLane(LANE, "shop-1"));
    }

    @Test
    void a_step_that_was_given_up_is_parked_with_its_cause_and_what_to_type() {
        given(active("shop-1", 2, LONG_AGO));
        dead.add(letter("trikk.switch", "shop-1", 2, true));

        assertThat(decided()).singleElement().isInstanceOfSatisfying(Repair.Park.class, park -> assertThat(
                        park.reason())
                .isEqualTo("the stage switch gave up; when the cause is gone, type: trikk control retry shop-1."
                        + " The cause: a bug"));
    }

    @Test
    void a_dead_letter_of_which_a_person_was_told_parks_nothing_again() {
        given(active("shop-1", 2, JUST_NOW));
        dead.add(letter("trikk.switch", "shop-1", 2, false));

        assertThat(decided()).isEmpty();
    }

    @Test
    void a_dead_letter_of_a_step_that_was_passed_is_taken_away() {
        given(active("shop-1", 3, JUST_NOW));
        dead.add(letter("trikk.switch", "shop-1", 2, true));
        dead.add(letter("trikk.switch", "shop-0", 2, false));

        assertThat(decided()).containsExactly(new Repair.Discard(dead.get(0)), new Repair.Discard(dead.get(1)));
    }

    @Test
    void a_parked_deployment_of_which_nobody_knows_is_told() {
        given(parked("shop-3"));

        assertThat(decided()).singleElement().isInstanceOfSatisfying(Repair.Raise.class, raise -> assertThat(
                        raise.key())
                .isEqualTo("parked/shop-3"));
    }

    @Test
    void a_dead_request_is_told_once_and_is_over_when_it_is_gone() {
        DeadLetter request = new DeadLetter("trikk.requests", "ID:1", Optional.empty(), 0, "a bug", true);
        dead.add(request);
        assertThat(decided()).singleElement().isInstanceOf(Repair.Raise.class);

        alarms.add(alarm(Kind.PARKED, request.key(), null));
        assertThat(decided()).isEmpty();

        dead.clear();
        assertThat(decided()).containsExactly(new Repair.Clear(request.key(), "it has gone on"));
    }

    @Test
    void a_member_that_somebody_is_at_work_on_is_not_left() {
        Deployment atWork = active("shop-1", 2, JUST_NOW);

        assertThat(Reconciliation.isLeft(OUT, List.of(atWork), NOW)).isFalse();
        assertThat(Reconciliation.isLeft(OUT, List.of(atWork), OUT.until().plusSeconds(1)))
                .isTrue();
        assertThat(Reconciliation.isLeft(OUT, List.of(), NOW)).isTrue();
    }

    @Test
    void a_member_that_is_back_is_noted_and_one_that_is_out_is_an_alarm_until_it_is_back() {
        drained.add(OUT);
        inRotation.put(OUT, false);
        assertThat(decided()).singleElement().isInstanceOfSatisfying(Repair.Raise.class, raise -> assertThat(
                        raise.key())
                .isEqualTo("left/production/main/proxy1"));

        alarms.add(alarm(Kind.LEFT_OUT, "left/production/main/proxy1", "shop-1"));
        assertThat(decided()).isEmpty();

        inRotation.put(OUT, true);
        assertThat(decided()).containsExactly(new Repair.NoteReturn(OUT));

        drained.clear();
        inRotation.clear();
        assertThat(decided())
                .containsExactly(new Repair.Clear("left/production/main/proxy1", "it is back in rotation"));
    }

    @Test
    void an_alarm_of_a_repair_is_over_when_the_deployment_has_moved() {
        given(active("shop-1", 2, LONG_AGO));
        withMessage.add("shop-1");
        alarms.add(alarm(Kind.REPAIRED, "repaired/shop-1", "shop-1"));
        assertThat(decided()).isEmpty();

        unfinished.set(0, active("shop-1", 3, NOW));
        assertThat(decided()).containsExactly(new Repair.Clear("repaired/shop-1", "it has moved on"));
    }

    @Test
    void an_alarm_of_a_wait_is_over_when_the_deployment_waits_no_more() {
        alarms.add(alarm(Kind.WAITING, "waiting/shop-1", "shop-1"));
        given(deployment("shop-1", State.ACTIVE, aPlan("shop", "2"), 2, JUST_NOW, "waits for it", Optional.empty()));
        assertThat(decided()).isEmpty();

        unfinished.set(0, active("shop-1", 3, NOW));
        assertThat(decided()).containsExactly(new Repair.Clear("waiting/shop-1", "what it waited for is back"));
    }

    @Test
    void who_waits_for_a_paused_stage_is_neither_lost_nor_slow() {
        Instant longAgo = NOW.minus(Duration.ofDays(2));
        given(active("shop-1", 2, longAgo), active("shop-2", 2, longAgo));
        withMessage.add("shop-1");
        paused.add(new PausedStage(unfinished.get(0).step().stage().word(), "anna", longAgo, ""));
        assertThat(decided()).isEmpty();

        paused.clear();
        assertThat(decided()).hasSize(2);
    }

    @Test
    void who_waits_for_a_lane_is_not_sent_to_a_paused_admit_again() {
        given(waiting("shop-1", LONG_AGO));
        paused.add(new PausedStage("admit", "anna", LONG_AGO, ""));
        assertThat(decided()).isEmpty();

        paused.clear();
        assertThat(decided()).singleElement().isInstanceOf(Repair.SendToAdmit.class);
    }

    @Test
    void a_member_that_is_out_by_hand_is_no_alarm_until_the_time_that_was_given() {
        Drained.Hand anna = new Drained.Hand("anna", "new disk");
        Drained forEver = Drained.byHand("production", "main", "proxy1", anna, LONG_AGO, Optional.empty());
        Drained over = Drained.byHand("production", "main", "proxy2", anna, LONG_AGO, Optional.of(JUST_NOW));
        drained.addAll(List.of(forEver, over));
        inRotation.put(forEver, false);
        inRotation.put(over, false);

        assertThat(decided()).singleElement().isInstanceOfSatisfying(Repair.Raise.class, raise -> {
            assertThat(raise.kind()).isEqualTo(Kind.LEFT_OUT);
            assertThat(raise.text())
                    .contains("proxy2 of pool main", "by anna: new disk", "trikk restore production/main/proxy2");
        });
    }

    @Test
    void a_member_that_was_taken_out_by_hand_and_is_back_is_noted() {
        Drained hand = Drained.byHand(
                "production", "main", "proxy1", new Drained.Hand("anna", ""), LONG_AGO, Optional.empty());
        drained.add(hand);
        inRotation.put(hand, true);

        assertThat(decided()).containsExactly(new Repair.NoteReturn(hand));
    }

    @Test
    void who_is_about_to_take_a_member_out_by_hand_has_a_minute_for_it() {
        Drained hand = Drained.byHand(
                "production",
                "main",
                "proxy1",
                new Drained.Hand("anna", ""),
                NOW.minus(Duration.ofSeconds(30)),
                Optional.empty());

        assertThat(Reconciliation.isLeft(hand, List.of(), NOW)).isFalse();
        assertThat(Reconciliation.isLeft(hand, List.of(), NOW.plus(Duration.ofMinutes(1))))
                .isTrue();
    }

    private List<Repair> decided() {
        return new Reconciliation(Duration.ofMinutes(10))
                .decide(new Observation(
                        NOW, lanes, unfinished, withMessage, drained, inRotation, dead, alarms, paused));
    }

    private void given(Deployment... deployments) {
        unfinished.addAll(List.of(deployments));
    }

    private static DeadLetter letter(String queue, String deployment, int step, boolean isNew) {
        return new DeadLetter(queue, "ID:" + deployment, Optional.of(deployment), step, "a bug", isNew);
    }

    private static Alarm alarm(Kind kind, String key, String deployment) {
        return new Alarm(key, kind, Optional.ofNullable(deployment), "text", JUST_NOW);
    }

    private static Deployment active(String id, int step, Instant moved) {
        return deployment(id, State.ACTIVE, aPlan("shop", "2"), step, moved, "", Optional.empty());
    }

    private static Deployment waiting(String id, Instant since) {
        return deployment(id, State.WAITING, aPlan("shop", "2"), 0, since, "", Optional.empty());
    }

    private static Deployment parked(String id) {
        return deployment(id, State.HELD, aPlan("shop", "2"), 2, LONG_AGO, "", Optional.empty());
    }

    private static Deployment held(String id, Optional<Instant> until) {
        Plan plan = aPlan("shop", "2");
        return deployment(
                id,
                State.HELD,
                plan.after(1, List.of(Step.hold(until.map(end -> Duration.ofMinutes(5))))),
                2,
                LONG_AGO,
                "",
                until);
    }

    private static Deployment deployment(
            String id, State state, Plan plan, int step, Instant moved, String waitsFor, Optional<Instant> until) {
        return new Deployment(
                id,
                aRequest(id, "shop", "2"),
                plan,
                state,
                step,
                1,
                Optional.empty(),
                Optional.empty(),
                "",
                waitsFor,
                until,
                moved,
                moved,
                Optional.of(moved),
                Optional.empty());
    }
}
