package dev.trikk.stage;

import static dev.trikk.Fixtures.SHA256;
import static dev.trikk.Fixtures.aPairedEnvironment;
import static dev.trikk.Fixtures.anApplication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.inventory.Inventory;
import dev.trikk.inventory.Repository;
import dev.trikk.ledger.Result;
import dev.trikk.plan.Plan;
import dev.trikk.plan.Plans;
import dev.trikk.plan.Stage;
import dev.trikk.release.Checksum;
import dev.trikk.release.Copies;
import dev.trikk.release.Copies.Copy;
import dev.trikk.release.Release;
import dev.trikk.release.Release.Source;
import dev.trikk.release.Releases.RepositoryUnavailable;
import dev.trikk.release.Releases.UnknownRelease;
import dev.trikk.remote.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadingTest {
    private static final Repository REPOSITORY =
            Repository.open("releases", URI.create("https://artifacts.example.org/"), Optional.empty());

    private final Scene scene = new Scene();
    private Copies copies = (release, repository) -> {
        scene.log.add("bring " + release.version() + " from " + repository.name());
        return new Copy(Path.of("/copy.zip"), () -> scene.log.add("delete"));
    };
    private Map<String, Repository> repositories = Map.of("releases", REPOSITORY);
    private final Uploading uploading = new Uploading(
            scene.servers,
            (release, repository) -> copies.bring(release, repository),
            () -> new Inventory(repositories, Map.of(), Map.of()),
            Scene.DEADLINE);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void an_upload_is_prepared_sent_and_checked_on_every_server() {
        List<Result> results = uploading.upload(scene.boarded(local(), Stage.UPLOAD));

        assertThat(scene.log)
                .startsWith("proxy1 accept-upload", "proxy2 accept-upload")
                .containsSubsequence(
                        "batch1 accept-upload",
                        "proxy1 put .trikk/artifacts/shop/shop-3-01234567-standalone.zip",
                        "proxy1 check-upload");
        assertThat(results).hasSize(5).allMatch(Result::isOk);
    }

    @Test
    void a_server_that_has_the_zip_already_gets_no_upload() {
        scene.givenOutcome("app1", "accept-upload", Outcome.ok("trikk:present=yes\n", Duration.ZERO));

        uploading.upload(scene.boarded(local(), Stage.UPLOAD));

        assertThat(scene.log).contains("app1 accept-upload").doesNotContain("app1 check-upload");
    }

    @Test
    void an_upload_that_breaks_is_not_checked() {
        scene.givenOutcome("app1", "put", Outcome.without(Outcome.Status.LOST, "reset", Duration.ZERO));

        List<Result> results = uploading.upload(scene.boarded(local(), Stage.UPLOAD));

        assertThat(scene.log).doesNotContain("app1 check-upload");
        assertThat(results.get(2).inWords()).isEqualTo("app1: upload connection lost half-way: reset");
    }

    @Test
    void a_release_that_only_trikk_may_read_is_brought_once_for_all_and_deleted_behind_the_last() {
        List<Result> results = uploading.upload(scene.boarded(carried(), Stage.UPLOAD));

        assertThat(scene.log)
                .containsSubsequence(
                        "batch1 accept-upload",
                        "bring 3 from releases",
                        "proxy1 put " + ".trikk/artifacts/shop/shop-3-standalone.zip",
                        "batch1 check-upload",
                        "delete")
                .endsWith("delete")
                .containsOnlyOnce("bring 3 from releases");
        assertThat(results).hasSize(5).allMatch(Result::isOk);
    }

    @Test
    void what_all_servers_have_is_not_brought() {
        for (String server : List.of("proxy1", "proxy2", "app1", "app2", "batch1")) {
            scene.givenOutcome(server, "accept-upload", Outcome.ok("trikk:present=yes\n", Duration.ZERO));
        }

        List<Result> results = uploading.upload(scene.boarded(carried(), Stage.UPLOAD));

        assertThat(scene.log).hasSize(5).doesNotContain("bring 3 from releases");
        assertThat(results).hasSize(5).allMatch(Result::isOk);
    }

    @Test
    void what_the_repository_refuses_is_a_bad_result_for_all_who_lack_it() {
        copies = (release, repository) -> {
            throw new UnknownRelease("Repository releases has another file than before");
        };

        List<Result> results = uploading.upload(scene.boarded(carried(), Stage.UPLOAD));

        assertThat(results).hasSize(5).allSatisfy(result -> assertThat(result.inWords())
                .endsWith("upload failed with exit code 1: Repository releases has another file than before"));
    }

    @Test
    void a_repository_that_is_away_is_waited_for() {
        copies = (release, repository) -> {
            throw new RepositoryUnavailable("Repository releases cannot be asked", null);
        };

        assertThatThrownBy(() -> uploading.upload(scene.boarded(carried(), Stage.UPLOAD)))
                .isInstanceOf(RepositoryUnavailable.class);
    }

    @Test
    void a_repository_that_is_in_the_inventory_no_more_is_a_bad_result() {
        repositories = Map.of();

        assertThat(uploading.upload(scene.boarded(carried(), Stage.UPLOAD)))
                .hasSize(5)
                .allSatisfy(result ->
                        assertThat(result.inWords()).endsWith("The inventory has no repository releases any more."));
    }

    private static Plan carried() {
        return Plans.of(
                anApplication("shop", "batch1"),
                aPairedEnvironment(),
                release(Source.CARRIED, "https://artifacts.example.org/shop.zip"));
    }

    private static Plan local() {
        return Plans.of(
                anApplication("shop", "batch1"), aPairedEnvironment(), release(Source.LOCAL, "file:///tmp/build.zip"));
    }

    private static Release release(Source source, String location) {
        return new Release(
                "shop",
                "3",
                "shop",
                source,
                URI.create(location),
                Optional.empty(),
                new Checksum(Checksum.Algorithm.SHA256, SHA256));
    }
}
