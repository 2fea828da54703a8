package dev.trikk.control;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.control.Command.Verb;
import dev.trikk.inventory.Approval;
import dev.trikk.inventory.Closed;
import dev.trikk.inventory.EnvironmentRules;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.plan.Plans;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rules of an environment say to somebody who wants something of a deployment. Kari asked for it, by ci. */
class PermissionTest {
    private static final EnvironmentRules FOUR_EYES = rules(Approval.ANOTHER, Optional.empty());
    private static final EnvironmentRules ANNA_ONLY = rules(Approval.NONE, Optional.of(Set.of("anna")));
    private static final Closed FIRE = new Closed(Optional.empty(), "a fire", true, ZoneOffset.UTC);

    @Test
    void another_approves() {
        assertThat(objection(Verb.APPROVE, "ola", atApproval(), FOUR_EYES, "operator"))
                .isEmpty();
    }

    @Test
    void who_sent_the_request_does_not_approve_it_under_another_name() {
        assertThat(objection(Verb.APPROVE, "ola", atApproval(), FOUR_EYES, "ci"))
                .contains("rule \"approval\": another than who asked for shop-17 must approve it, and that was kari.");
    }

    @Test
    void who_asked_for_it_does_not_approve_it_in_any_spelling() {
        assertThat(objection(Verb.APPROVE, "Kari", atApproval(), FOUR_EYES, "operator"))
                .hasValueSatisfying(says -> assertThat(says).startsWith("rule \"approval\""));
    }

    @Test
    void nobody_does_not_approve() {
        assertThat(objection(Verb.APPROVE, "ola", atApproval(), FOUR_EYES, null))
                .contains("rule \"approval\": it is not known who sent this, so it cannot approve shop-17.");
    }

    @Test
    void the_hold_of_a_canary_is_nobodys_approval() {
        assertThat(objection(Verb.APPROVE, "kari", deployment(State.HELD, 3), FOUR_EYES, "ci"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVE", "CANCEL", "RETRY"})
    void only_those_who_may_deploy_do_what_changes_something(Verb verb) {
        assertThat(objection(verb, "ola", deployment(State.ACTIVE, 3), ANNA_ONLY, "anna"))
                .isEmpty();
        assertThat(objection(verb, "anna", deployment(State.ACTIVE, 3), ANNA_ONLY, "ola"))
                .contains("rule \"mayDeploy\": ola may not " + verb.word() + " in production, only anna.");
        assertThat(objection(verb, "anna", deployment(State.ACTIVE, 3), ANNA_ONLY, null))
                .hasValueSatisfying(says -> assertThat(says).startsWith("rule \"mayDeploy\": it is not known who"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HOLD", "WHY"})
    void everybody_may_ask_and_stop(Verb verb) {
        assertThat(objection(verb, "ola", deployment(State.ACTIVE, 3), ANNA_ONLY, "ola"))
                .isEmpty();
    }

    @Test
    void nothing_begins_in_a_freeze_and_what_is_under_way_goes_on() {
        String frozen = "rule \"freeze\": production takes no deployments until somebody thaws it (a fire)."
                + " Rollbacks are taken.";

        assertThat(objection(Verb.APPROVE, atApproval(), FIRE)).contains(frozen);
        assertThat(objection(Verb.RETRY, deployment(State.ENDED, 3), FIRE)).contains(frozen);
        assertThat(objection(Verb.RETRY, deployment(State.HELD, 3), FIRE)).isEmpty();
        assertThat(objection(Verb.APPROVE, deployment(State.HELD, 3), FIRE)).isEmpty();
        assertThat(objection(Verb.CANCEL, atApproval(), FIRE)).isEmpty();
    }

    private static Optional<String> objection(Verb verb, Deployment deployment, Closed closed) {
        return Permission.objection(
                command(verb, "ola"), deployment, EnvironmentRules.NONE, List.of(closed), Optional.of("operator"));
    }

    private static Optional<String> objection(
            Verb verb, String by, Deployment deployment, EnvironmentRules rules, String caller) {
        return Permission.objection(command(verb, by), deployment, rules, List.of(), Optional.ofNullable(caller));
    }

    private static Command command(Verb verb, String by) {
        return new Command("c1", verb, "shop-17", by, false, List.of());
    }

    private static Deployment atApproval() {
        return deployment(State.HELD, 0);
    }

    private static Deployment deployment(State state, int cursor) {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        return new Deployment(
                "shop-17",
                aRequest("build-17", "shop", "2").from(Optional.of("ci")),
                Plans.approved(aPlan("shop", "2")),
                state,
                cursor,
                1,
                Optional.empty(),
                state == State.ENDED ? Optional.of(Ending.FAILED) : Optional.empty(),
                "",
                "",
                Optional.empty(),
                noon,
                noon,
                Optional.of(noon),
                Optional.empty());
    }

    private static EnvironmentRules rules(Approval approval, Optional<Set<String>> mayDeploy) {
        return new EnvironmentRules(true, approval, ZoneOffset.UTC, List.of(), mayDeploy, Optional.empty());
    }
}
