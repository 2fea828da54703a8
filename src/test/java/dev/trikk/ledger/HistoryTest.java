package dev.trikk.ledger;

import static dev.trikk.Fixtures.aDeployment;
import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Deployment.State;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Start;
import dev.trikk.release.Release;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.DeployRequest.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was before, and what must not be deployed again unless somebody says so. */
class HistoryTest {
    /** The last one first. */
    private final List<Deployment> ended = new ArrayList<>();

    @Test
    void the_previous_release_is_the_one_before_the_current() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.SUCCEEDED);

        assertThat(current()).contains("2");
        assertThat(previous()).contains("1");
    }

    @Test
    void the_first_release_has_none_before_it() {
        deploy("1", Ending.SUCCEEDED);

        assertThat(previous()).isEmpty();
    }

    @Test
    void two_rollbacks_in_a_row_go_further_back_and_never_forth() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.SUCCEEDED);
        deploy("3", Ending.SUCCEEDED);

        rollback("2", Ending.SUCCEEDED);

        assertThat(current()).contains("2");
        assertThat(previous()).contains("1");
    }

    @Test
    void a_deployment_after_a_rollback_goes_back_to_what_the_rollback_went_to() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.SUCCEEDED);
        rollback("1", Ending.SUCCEEDED);
        deploy("3", Ending.SUCCEEDED);

        assertThat(previous()).contains("1");
    }

    @Test
    void the_same_release_twice_is_one() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.SUCCEEDED);
        deploy("2", Ending.SUCCEEDED);

        assertThat(previous()).contains("1");
    }

    @Test
    void what_is_on_some_servers_only_is_the_current_release() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.PARTIAL);

        assertThat(current()).contains("2");
        assertThat(previous()).contains("1");
    }

    @Test
    void what_was_put_back_never_was() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.ROLLED_BACK);
        deploy("3", Ending.FAILED);

        assertThat(current()).contains("1");
    }

    @Test
    void a_release_that_failed_is_skipped() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.PARTIAL);
        deploy("3", Ending.SUCCEEDED);

        assertThat(previous()).contains("1");
    }

    @Test
    void a_rollback_to_one_that_never_was_replaces_what_it_leaves() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.SUCCEEDED);
        rollback("0.9", Ending.SUCCEEDED);

        assertThat(current()).contains("0.9");
        assertThat(previous()).contains("1");
    }

    @Test
    void a_retry_of_a_rollback_is_a_rollback() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.SUCCEEDED);
        Deployment failed = rollback("1", Ending.FAILED);
        end(aPlan("shop", "1"), Ending.SUCCEEDED, Kind.RETRY, Optional.of(failed.id()));
        deploy("3", Ending.SUCCEEDED);

        assertThat(previous()).contains("1");
        rollback("1", Ending.SUCCEEDED);
        assertThat(previous()).isEmpty();
    }

    @Test
    void what_a_person_stopped_half_way_is_current_only_if_it_stayed_so() {
        deploy("1", Ending.SUCCEEDED);
        Plan whole = aPlan("shop", "2");
        end(whole.after(1, List.of()), Ending.CANCELLED, Kind.DEPLOY, Optional.empty());
        assertThat(current()).contains("1");

        end(whole.after(4, List.of()), Ending.CANCELLED, Kind.DEPLOY, Optional.empty());
        assertThat(current()).contains("2");
    }

    @Test
    void a_release_is_marked_by_its_last_attempt() {
        deploy("2", Ending.SUCCEEDED);
        Deployment failed = deploy("2", Ending.ROLLED_BACK);

        assertThat(failure("2")).contains(failed);

        deploy("2", Ending.SUCCEEDED);
        assertThat(failure("2")).isEmpty();
    }

    @Test
    void an_attempt_that_touched_nothing_or_was_cancelled_says_nothing() {
        deploy("2", Ending.FAILED);
        deploy("2", Ending.CANCELLED);
        assertThat(failure("2")).isEmpty();

        Deployment failed = deploy("2", Ending.PARTIAL);
        deploy("2", Ending.FAILED);
        assertThat(failure("2")).contains(failed);
    }

    @Test
    void one_that_left_servers_out_as_was_asked_for_did_not_fail() {
        Plan plan = aPlan("shop", "2");
        Start start = new Start(Map.of(), List.of(), List.of("app1"));
        end(
                new Plan(plan.application(), plan.environment(), plan.release(), plan.steps(), start),
                Ending.PARTIAL,
                Kind.RETRY,
                Optional.empty());

        assertThat(failure("2")).isEmpty();
    }

    @Test
    void another_build_of_the_same_version_is_another_release() {
        deploy("2", Ending.ROLLED_BACK);
        Release release = aRelease("shop", "2");
        Release other = new Release(
                release.application(),
                release.version(),
                release.name(),
                release.source(),
                release.location(),
                release.httpProxy(),
                new dev.trikk.release.Checksum(release.checksum().algorithm(), "f".repeat(64)));

        assertThat(new History(ended).failure(other)).isEmpty();
    }

    @Test
    void a_version_is_found_with_its_checksum() {
        deploy("1", Ending.SUCCEEDED);
        deploy("2", Ending.SUCCEEDED);

        assertThat(new History(ended).named("1")).contains(aRelease("shop", "1"));
        assertThat(new History(ended).named("3")).isEmpty();
    }

    private Optional<String> current() {
        return new History(ended).current().map(Release::version);
    }

    private Optional<String> previous() {
        return new History(ended).previous().map(Release::version);
    }

    private Optional<Deployment> failure(String version) {
        return new History(ended).failure(aRelease("shop", version));
    }

    private Deployment deploy(String version, Ending ending) {
        Plan plan = aPlan("shop", version);
        boolean cancelled = ending == Ending.CANCELLED;
        return end(cancelled ? plan.after(0, List.of()) : plan, ending, Kind.DEPLOY, Optional.empty());
    }

    private Deployment rollback(String version, Ending ending) {
        return end(aPlan("shop", version), ending, Kind.ROLLBACK, Optional.empty());
    }

    private Deployment end(Plan plan, Ending ending, Kind kind, Optional<String> retryOf) {
        Deployment base = aDeployment(plan, "");
        DeployRequest request = new DeployRequest(
                "build-" + ended.size(),
                "shop",
                plan.release().version(),
                "production",
                "repository",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                kind,
                false,
                retryOf);
        assertThat(plan.steps().get(plan.finish()).stage()).isEqualTo(Stage.FINISH);
        Deployment deployment = new Deployment(
                "shop-" + ended.size(),
                request,
                plan,
                State.ENDED,
                plan.finish(),
                1,
                Optional.empty(),
                Optional.of(ending),
                "",
                "",
                Optional.empty(),
                base.movedAt(),
                base.acceptedAt(),
                base.startedAt(),
                Optional.of(base.movedAt()));
        ended.add(0, deployment);
        return deployment;
    }
}
