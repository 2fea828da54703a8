package dev.trikk.plan;

import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.aRelease;
import static dev.trikk.Fixtures.aSharedEnvironment;
import static dev.trikk.Fixtures.anApplication;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Application;
import dev.trikk.release.Release;
import dev.trikk.release.Release.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlansTest {
    @Test
    void a_rolling_plan_puts_the_release_everywhere_before_it_rotates_pair_after_pair() {
        Plan plan = Plans.rolling(anApplication("shop", "batch1"), aPairedEnvironment(), aRelease("shop", "2.0"));

        assertThat(inWords(plan))
                .containsExactly(
                        "fetch (proxy1, proxy2, app1, app2, batch1)",
                        "install (proxy1, proxy2, app1, app2, batch1)",
                        "switch (batch1)",
                        "rotate one (proxy1, app1)",
                        "rotate two (proxy2, app2)",
                        "disable (batch1)",
                        "verify (proxy1, proxy2, app1, app2, batch1)",
                        "prune (proxy1, proxy2, app1, app2, batch1)",
                        "finish");
    }

    @Test
    void a_release_that_servers_may_not_read_is_uploaded_and_all_else_is_the_same() {
        Release read = aRelease("shop", "2.0");
        Release carried = new Release(
                "shop", "2.0", read.name(), Source.CARRIED, read.location(), Optional.empty(), read.checksum());

        Plan plan = Plans.of(anApplication("shop", "batch1"), aPairedEnvironment(), carried);

        assertThat(inWords(plan))
                .startsWith(
                        "upload (proxy1, proxy2, app1, app2, batch1)", "install (proxy1, proxy2, app1, app2, batch1)")
                .contains("rotate one (proxy1, app1)", "rotate two (proxy2, app2)");
        assertThat(carried.directory()).isEqualTo(read.directory());
    }

    @Test
    void a_server_outside_the_rotation_that_runs_the_application_is_switched_and_restarted() {
        Plan plan = Plans.rolling(anApplication("shop"), aPairedEnvironment(), aRelease("shop", "2.0"));

        assertThat(inWords(plan))
                .contains("switch (batch1)", "restart (batch1)")
                .doesNotContain("disable (batch1)");
    }

    @Test
    void a_pair_whose_app_server_is_disabled_stays_in_rotation_and_only_its_httpd_is_reloaded() {
        Plan plan = Plans.rolling(anApplication("shop", "app2", "batch1"), aPairedEnvironment(), aRelease("shop", "2"));

        assertThat(inWords(plan))
                .containsSequence(
                        "switch (proxy2, app2, batch1)",
                        "restart (proxy2)",
                        "rotate one (proxy1, app1)",
                        "disable (app2, batch1)");
    }

    @Test
    void on_shared_servers_a_pair_is_one_server() {
        Plan plan = Plans.rolling(anApplication("shop"), aSharedEnvironment(), aRelease("shop", "2.0"));

        assertThat(inWords(plan))
                .containsExactly(
                        "fetch (web1, web2)",
                        "install (web1, web2)",
                        "rotate one (web1)",
                        "rotate two (web2)",
                        "verify (web1, web2)",
                        "prune (web1, web2)",
                        "finish");
    }

    @Test
    void a_local_plan_uploads_and_restarts_everything_at_once() {
        Application application = anApplication("shop", "batch1");

        Plan plan = Plans.local(application, aPairedEnvironment(), aRelease("shop", "2.0"));

        assertThat(inWords(plan))
                .containsExactly(
                        "upload (proxy1, proxy2, app1, app2, batch1)",
                        "install (proxy1, proxy2, app1, app2, batch1)",
                        "switch (proxy1, proxy2, app1, app2, batch1)",
                        "restart (proxy1, proxy2, app1, app2)",
                        "disable (batch1)",
                        "verify (proxy1, proxy2, app1, app2, batch1)",
                        "prune (proxy1, proxy2, app1, app2, batch1)",
                        "finish");
    }

    private static List<String> inWords(Plan plan) {
        return plan.steps().stream().map(Step::inWords).toList();
    }
}
