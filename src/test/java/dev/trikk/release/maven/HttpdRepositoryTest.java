package dev.trikk.release.maven;

import static dev.trikk.release.maven.Artifacts.aRepository;

import dev.trikk.http.Login;
import dev.trikk.inventory.Repository;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A repository of plain files on a real httpd that wants a user and a password. */
class HttpdRepositoryTest extends RepositoryContract {
    private static Httpd httpd;

    @BeforeAll
    static void start() throws IOException {
        httpd = new Httpd(work(), deployed().folder(), "trikk", SECRET);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        httpd.close();
    }

    @Override
    Repository repository() {
        return aRepository(Repository.Type.MAVEN, httpd.url());
    }

    @Override
    Login login() {
        return Login.basic("trikk", SECRET);
    }
}
