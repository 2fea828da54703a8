package dev.trikk.stage;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.aRequest;
import static dev.trikk.Fixtures.anApplication;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Inventory;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.plan.Stage;
import dev.trikk.release.Releases;
import dev.trikk.request.DeployRequest;
import dev.trikk.request.DeployRequest.Kind;
import dev.trikk.request.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which release a request means, after what its lane has seen. */
class PlannerTest {
    private static final Inventory INVENTORY =
            new Inventory(Map.of(), Map.of("production", aPairedEnvironment()), Map.of("shop", anApplication("shop")));

    private final Scene scene = new Scene();
    private final List<String> resolved = new ArrayList<>();
    private final Releases repository = (application, from, version) -> {
        resolved.add(version);
        return aRelease("shop", version);
    };
    private final Planner planner =
            new Planner(repository, (application, version, file) -> aRelease("shop", version), scene.ledger);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_release_that_failed_is_not_planned_again_without_a_word() {
        Deployment failed = givenEnded("2", Ending.ROLLED_BACK, "app1: check failed");

        Planner.Planned planned = planner.plan(aRequest("r", "shop", "2"), INVENTORY);

        assertThat(planned.plan()).isEmpty();
        assertThat(planned.problem().map(Problem::toString).orElseThrow())
                .startsWith("$.version: 2 has failed there: " + failed.id() + " ended ROLLED_BACK at "
                        + failed.endedAt().orElseThrow() + " (app1: check failed)")
                .contains("\"options\": {\"again\": true}");
    }

    @Test
    void with_that_word_it_is() {
        givenEnded("2", Ending.PARTIAL, "app1: check failed");

        assertThat(planner.plan(request("2", Kind.DEPLOY, true), INVENTORY).plan())
                .isPresent();
    }

    @Test
    void a_rollback_goes_to_the_release_before_without_asking_the_repository() {
        givenEnded("1", Ending.SUCCEEDED, "");
        givenEnded("2", Ending.SUCCEEDED, "");

        var plan = planner.plan(request("previous", Kind.ROLLBACK, false), INVENTORY)
                .plan()
                .orElseThrow();

        assertThat(plan.release()).isEqualTo(aRelease("shop", "1"));
        assertThat(plan.steps()).noneMatch(step -> step.stage() == Stage.HOLD);
        assertThat(resolved).isEmpty();
    }

    @Test
    void a_rollback_may_go_to_a_release_that_failed() {
        givenEnded("1", Ending.PARTIAL, "app1: check failed");

        assertThat(planner.plan(request("1", Kind.ROLLBACK, false), INVENTORY).plan())
                .isPresent();
        assertThat(resolved).isEmpty();
    }

    @Test
    void a_rollback_to_a_version_that_never_was_asks_the_repository() {
        assertThat(planner.plan(request("0.9", Kind.ROLLBACK, false), INVENTORY).plan())
                .isPresent();
        assertThat(resolved).containsExactly("0.9");
    }

    @Test
    void without_a_release_before_there_is_no_rollback() {
        givenEnded("1", Ending.SUCCEEDED, "");

        assertThat(planner.plan(request("previous", Kind.ROLLBACK, false), INVENTORY)
                        .problem()
                        .map(Problem::toString))
                .contains("$.version: Trikk knows of no release before 1 of shop in production; name a version.");
    }

    private Deployment givenEnded(String version, Ending ending, String reason) {
        return scene.ledger.end(scene.boarded(aPlan("shop", version), Stage.FINISH), ending, reason);
    }

    private static DeployRequest request(String version, Kind kind, boolean again) {
        return new DeployRequest(
                "r",
                "shop",
                version,
                "production",
                "repository",
                Optional.empty(),
                Optional.of("kari"),
                List.of(),
                Optional.empty(),
                false,
                kind,
                again,
                Optional.empty());
    }
}
