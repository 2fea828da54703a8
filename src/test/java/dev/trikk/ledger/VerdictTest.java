package dev.trikk.ledger;

import static dev.trikk.Fixtures.aDeployment;
import static dev.trikk.Fixtures.aPlan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Start;
import dev.trikk.remote.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void a_deployment_without_an_error_has_succeeded() {
        Verdict verdict = verdict("", List.of(good("app1", "fetch"), good("app1", "switch")));

        assertThat(verdict).isEqualTo(new Verdict(Ending.SUCCEEDED, ""));
    }

    @Test
    void an_error_before_any_switch_is_a_failure_with_the_first_error_as_its_reason() {
        Verdict verdict = verdict("", List.of(bad("app2", "fetch"), bad("app1", "fetch")));

        assertThat(verdict.ending()).isEqualTo(Ending.FAILED);
        assertThat(verdict.reason()).isEqualTo("app2: fetch failed with exit code 1: broken");
    }

    @Test
    void servers_left_on_the_new_release_make_it_partial() {
        Verdict verdict = verdict(
                "",
                List.of(good("app1", "switch"), good("app2", "switch"), bad("app2", "check"), good("app2", "back")));

        assertThat(verdict.ending()).isEqualTo(Ending.PARTIAL);
    }

    @Test
    void servers_that_were_all_put_back_make_it_rolled_back() {
        Verdict verdict = verdict("", List.of(good("app1", "switch"), bad("app1", "check"), good("app1", "back")));

        assertThat(verdict.ending()).isEqualTo(Ending.ROLLED_BACK);
    }

    @Test
    void a_switch_whose_answer_was_lost_may_have_switched() {
        Verdict verdict = verdict("", List.of(bad("app1", "switch")));

        assertThat(verdict.ending()).isEqualTo(Ending.PARTIAL);
    }

    @Test
    void one_that_could_not_be_put_back_stays_counted() {
        Verdict verdict = verdict("", List.of(good("app1", "switch"), bad("app1", "check"), bad("app1", "back")));

        assertThat(verdict.ending()).isEqualTo(Ending.PARTIAL);
    }

    @Test
    void one_that_gave_up_is_no_success_even_without_a_bad_result() {
        Verdict verdict = verdict("nobody was left in service", List.of(good("app1", "fetch")));

        assertThat(verdict).isEqualTo(new Verdict(Ending.FAILED, "nobody was left in service"));
    }

    @Test
    void one_that_was_to_leave_servers_as_they_are_is_partial_and_names_them() {
        Plan plan = aPlan("shop", "2");
        Start without = new Start(Map.of(), List.of(), List.of("app2"));
        Plan rest = new Plan(plan.application(), plan.environment(), plan.release(), plan.steps(), without);

        Verdict verdict = Verdict.of(aDeployment(rest, ""), List.of(good("app1", "switch")));

        assertThat(verdict).isEqualTo(new Verdict(Ending.PARTIAL, "without app2, as was asked for"));
    }

    @Test
    void who_was_left_out_of_rotation_is_named() {
        Verdict verdict = verdict("", List.of(good("proxy1", "drain"), bad("proxy1", "restore")));

        assertThat(verdict)
                .isEqualTo(new Verdict(
                        Ending.PARTIAL,
                        "proxy1: restore failed with exit code 1: broken; left out of rotation: proxy1"));
    }

    private static Verdict verdict(String reason, List<Result> results) {
        return Verdict.of(aDeployment(aPlan("shop", "2"), reason), results);
    }

    private static Result good(String server, String action) {
        return new Result(1, Stage.ROTATE, server, action, Outcome.ok("", Duration.ZERO), Instant.EPOCH);
    }

    private static Result bad(String server, String action) {
        Outcome outcome = new Outcome(Outcome.Status.FAILED, 1, "", "oh\nbroken", Duration.ZERO);
        return new Result(1, Stage.ROTATE, server, action, outcome, Instant.EPOCH);
    }
}
