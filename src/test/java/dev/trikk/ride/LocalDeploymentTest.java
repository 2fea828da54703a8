package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A developer's own build: uploaded, and restarted everywhere at once. */
class LocalDeploymentTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop");

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2,1.3");
    }

    @Test
    void a_zip_in_the_folder_for_uploads_reaches_every_server_and_all_are_restarted() throws Exception {
        Daemon daemon = GROUND.daemon();
        Fleet fleet = GROUND.fleet();
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
        Path build = Files.createDirectories(daemon.uploads().resolve("kari")).resolve("shop.zip");
        Files.copy(fleet.zip("shop", "1.1"), build);
        Files.delete(fleet.zip("shop", "1.1"));

        JsonNode answer = daemon.sender()
                .ask(
                        """
                {"application": "shop", "version": "1.1", "environment": "production", "source": "local",
                 "file": "kari/shop.zip", "requestedBy": "kari"}""");
        String id = answer.path("deployment").textValue();
        Files.delete(build);
        Deployment deployment = daemon.awaitSuccess(id);

        assertThat(deployment.plan().steps())
                .extracting(step -> step.stage().word())
                .containsExactly("upload", "install", "switch", "restart", "verify", "prune", "finish");
        assertThat(fleet.servers()).allSatisfy(server -> assertThat(
                        Files.readSymbolicLink(fleet.home(server, "shop").resolve("shop-app")))
                .asString()
                .matches("shop-1\\.1-[0-9a-f]{8}-standalone"));
        assertThat(fleet.ask("app1", "shop", "version")).isEqualTo("1.1");
        assertThat(fleet.ask("app2", "shop", "version")).isEqualTo("1.1");
        assertThat(daemon.ledger().results(id))
                .filteredOn(result -> result.action().equals("reload"))
                .extracting(Result::server)
                .containsExactlyInAnyOrder("proxy1", "proxy2");
        assertThat(daemon.ledger().results(id)).extracting(Result::action).doesNotContain("drain", "restore");
        assertThat(daemon.awaitMail("SUCCEEDED shop 1.1 -> production")).contains(id);
    }
}
