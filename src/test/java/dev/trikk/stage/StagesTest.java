package dev.trikk.stage;

import static dev.trikk.Fixtures.SHA256;
import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.anApplication;
import static dev.trikk.stage.Scene.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Boarding;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.release.Checksum;
import dev.trikk.release.Release;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StagesTest {
    private final Scene scene = new Scene();
    private final Stages stages = new Stages(scene.servers, scene.checks, scene.ledger, Scene.DEADLINE);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void fetch_runs_on_every_server_of_the_step() {
        List<Result> results = stages.fetch(scene.boarded(rolling(), Stage.FETCH));

        assertThat(scene.log)
                .containsExactly("proxy1 fetch", "proxy2 fetch", "app1 fetch", "app2 fetch", "batch1 fetch");
        assertThat(results).allMatch(Result::isOk).allMatch(result -> result.action()
                .equals("fetch"));
    }

    @Test
    void what_goes_wrong_on_one_server_is_a_result_and_the_others_are_done_all_the_same() {
        scene.givenOutcome("app1", "fetch", failed("disk full"));

        List<Result> results = stages.fetch(scene.boarded(rolling(), Stage.FETCH));

        assertThat(results).hasSize(5);
        assertThat(results.stream().filter(result -> !result.isOk()))
                .extracting(Result::inWords)
                .containsExactly("app1: fetch failed with exit code 1: disk full");
    }

    @Test
    void every_script_carries_the_epoch_of_this_boarding() {
        Boarding boarding = scene.boarded(rolling(), Stage.INSTALL);

        stages.install(boarding);

        String epoch = String.valueOf(boarding.deployment().epoch());
        assertThat(scene.scripts).allMatch(script -> script.text().contains("epoch='" + epoch + "'"));
    }

    @Test
    void a_disabled_server_is_marked_before_anything_is_switched() {
        stages.install(scene.boarded(rolling(), Stage.INSTALL));

        assertThat(scene.scripts.get(4).text()).contains("config/disabled");
    }

    @Test
    void with_downtime_all_applications_are_restarted_before_any_httpd_is_reloaded() {
        stages.restart(scene.boarded(local(), Stage.RESTART));

        assertThat(scene.log).containsExactly("app1 restart", "app2 restart", "proxy1 reload", "proxy2 reload");
    }

    @Test
    void no_httpd_is_reloaded_when_an_application_did_not_start() {
        scene.givenOutcome("app2", "restart", failed("no Java"));

        List<Result> results = stages.restart(scene.boarded(local(), Stage.RESTART));

        assertThat(scene.log).containsExactly("app1 restart", "app2 restart");
        assertThat(results).hasSize(2);
    }

    @Test
    void a_server_outside_the_rotation_is_switched_where_it_stands() {
        stages.switchOver(scene.boarded(rolling(), Stage.SWITCH));

        assertThat(scene.log).containsExactly("batch1 switch");
    }

    @Test
    void a_disabled_server_is_stopped() {
        stages.disable(scene.boarded(rolling(), Stage.DISABLE));

        assertThat(scene.log).containsExactly("batch1 disable");
    }

    @Test
    void every_server_is_asked_what_it_runs() {
        scene.givenOutcome("app2", "verify", failed("the link says shop-1-standalone"));

        List<Result> results = stages.verify(scene.boarded(rolling(), Stage.VERIFY));

        assertThat(scene.log)
                .containsExactly("proxy1 verify", "proxy2 verify", "app1 verify", "app2 verify", "batch1 verify");
        assertThat(results.stream().filter(result -> !result.isOk()))
                .extracting(Result::server)
                .containsExactly("app2");
    }

    @Test
    void pruning_spares_what_a_server_ran_before() {
        scene.givenOutcome("app1", "install", Scene.previously("shop-1-standalone"));
        Boarding install = scene.boarded(rolling(), Stage.INSTALL);
        Boarding next = scene.boardedAfter(install, stages.install(install));
        while (next.work().stage() != Stage.PRUNE) {
            next = scene.boardedAfter(next, List.of());
        }
        scene.scripts.clear();

        stages.prune(next);

        assertThat(scene.scripts.get(2).text()).contains("'shop-1-standalone'");
        assertThat(scene.scripts.get(3).text()).doesNotContain("'shop-1-standalone'");
    }

    private static Plan rolling() {
        return Plans.rolling(anApplication("shop", "batch1"), aPairedEnvironment(), aRelease("shop", "2"));
    }

    private static Plan local() {
        Release release = new Release(
                "shop",
                "3",
                "shop",
                Release.Source.LOCAL,
                URI.create("file:///tmp/build.zip"),
                Optional.empty(),
                new Checksum(Checksum.Algorithm.SHA256, SHA256));
        return Plans.local(anApplication("shop", "batch1"), aPairedEnvironment(), release);
    }
}
