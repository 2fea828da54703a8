package dev.trikk.request.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.yaml.YamlInventory;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Stage;
import dev.trikk.plan.Step;
import dev.trikk.plan.Way;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import dev.trikk.release.Release;
import dev.trikk.release.Release.Source;
import dev.trikk.request.Problem;
import dev.trikk.request.RequestFormat.PlannedScript;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {

    @Test
    void an_accepted_request_gets_its_deployment_and_the_plan_in_words() throws IOException {
        assertThat(Answers.accepted("shop-17", aPlan()))
                .isEqualTo("{\"accepted\":true,\"deployment\":\"shop-17\",\"version\":\"1.4.2\","
                        + "\"plan\":[\"rotate one (proxy1, app1)\",\"finish\"]}");
    }

    @Test
    void a_dry_run_gets_the_scripts_and_no_deployment() throws IOException {
        List<PlannedScript> scripts = List.of(new PlannedScript("install (app1)", "app1", "unzip\n"));

        assertThat(Answers.dryRun(aPlan(), scripts))
                .isEqualTo("{\"accepted\":true,\"dryRun\":true,\"version\":\"1.4.2\","
                        + "\"plan\":[\"rotate one (proxy1, app1)\",\"finish\"],"
                        + "\"scripts\":[{\"step\":\"install (app1)\",\"server\":\"app1\",\"script\":\"unzip\\n\"}]}");
    }

    @Test
    void a_rejected_request_gets_every_problem() {
        List<Problem> problems =
                List.of(new Problem("$.version", "This field is missing."), new Problem("$", "\"x\"."));

        assertThat(Answers.rejected(problems))
                .isEqualTo("{\"accepted\":false,\"problems\":["
                        + "{\"path\":\"$.version\",\"reason\":\"This field is missing.\"},"
                        + "{\"path\":\"$\",\"reason\":\"\\\"x\\\".\"}]}");
    }

    private static Plan aPlan() throws IOException {
        String text = Files.readString(Path.of("config/inventory.example.yaml"));
        Inventory inventory = YamlInventory.read(text, "inventory.example.yaml");
        Release release = new Release(
                "shop",
                "1.4.2",
                "shop",
                Source.REPOSITORY,
                URI.create("http://artifactory.example.org/shop.zip"),
                Optional.empty(),
                new Checksum(Algorithm.MD5, "0".repeat(32)));
        return new Plan(
                inventory.application("shop").orElseThrow(),
                inventory.environment("production").orElseThrow(),
                release,
                List.of(
                        new Step(Stage.ROTATE, List.of("proxy1", "app1"), List.of("one"), Way.FORTH, Optional.empty()),
                        new Step(Stage.FINISH, List.of(), List.of(), Way.FORTH, Optional.empty())));
    }
}
