package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aClient;
import static dev.trikk.release.maven.Artifacts.aRepository;
import static dev.trikk.release.maven.Artifacts.anApplication;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.http.Login;
import dev.trikk.inventory.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArtifactoryRepositoryTest extends RepositoryContract {
    private ArtifactoryStub artifactory;

    @BeforeEach
    void start() {
        artifactory = new ArtifactoryStub(deployed().folder(), SECRET);
    }

    @AfterEach
    void stop() {
        artifactory.close();
    }

    @Override
    Repository repository() {
        return aRepository(Repository.Type.ARTIFACTORY, artifactory.url());
    }

    @Override
    Login login() {
        return new Login("X-JFrog-Art-Api", SECRET);
    }

    @Test
    void a_bearer_token_does_as_well() {
        assertThat(new MavenReleases(aClient(Login.bearer(SECRET)))
                        .resolve(anApplication(), repository(), "1.9")
                        .checksum())
                .isEqualTo(DeployedByMaven.sha256());
    }

    @Test
    void without_a_list_the_search_knows_the_versions() {
        artifactory.loseLists();

        assertThat(resolve("release").version()).isEqualTo("2.0-rc-1");
        assertThat(resolve("[1.9,1.10]").version()).isEqualTo("1.10");
    }
}
