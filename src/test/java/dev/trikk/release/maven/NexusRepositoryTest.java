package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aRepository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.http.Login;
import dev.trikk.inventory.Repository;
import dev.trikk.release.Checksum.Algorithm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NexusRepositoryTest extends RepositoryContract {
    private NexusStub nexus;

    @BeforeEach
    void start() {
        nexus = new NexusStub(deployed().folder(), "trikk", SECRET);
    }

    @AfterEach
    void stop() {
        nexus.close();
    }

    @Override
    Repository repository() {
        return aRepository(Repository.Type.NEXUS, nexus.url());
    }

    @Override
    Login login() {
        return Login.basic("trikk", SECRET);
    }

    @Test
    void without_lists_the_search_knows_versions_and_snapshots() {
        nexus.loseLists();

        assertThat(resolve("release").version()).isEqualTo("2.0-rc-1");
        assertThat(resolve("latest").version()).matches("2\\.0-\\d{8}\\.\\d{6}-1");
        assertThat(resolve("2.0-SNAPSHOT").version()).matches("2\\.0-\\d{8}\\.\\d{6}-1");
    }

    @Test
    void what_the_index_does_not_have_yet_is_found_in_the_list_with_a_weaker_digest() {
        nexus.loseIndex();

        assertThat(resolve("release").version()).isEqualTo("2.0-rc-1");
        assertThat(resolve("release").checksum().algorithm()).isEqualTo(Algorithm.SHA1);
    }

    @Test
    void a_search_names_extension_classifier_and_order() {
        resolve("1.9");

        assertThat(nexus.searches())
                .first()
                .isEqualTo("repository=releases&maven.groupId=no.oslo&maven.artifactId=booking&maven.extension=zip"
                        + "&maven.classifier=standalone&version=1.9&sort=version");
    }

    @Test
    void pages_that_go_round_in_a_circle_come_to_an_end() {
        nexus.circle();

        assertThat(resolve("release").version()).isEqualTo("2.0-rc-1");
        assertThat(nexus.searches()).hasSizeLessThanOrEqualTo(2 * NexusSearch.MOST_PAGES);
    }
}
