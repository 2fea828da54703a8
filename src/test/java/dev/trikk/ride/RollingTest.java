package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The origin's larger set-up: a message on the queue, and the fleet runs another version. */
class RollingTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop", "parking");

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2,1.3");
    }

    @Test
    void a_message_rolls_a_new_version_over_all_pairs_and_no_request_fails() throws Exception {
        Daemon daemon = GROUND.daemon();
        Fleet fleet = GROUND.fleet();
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
        Traffic traffic = new Traffic(fleet, "shop", "1.0", "1.1");

        JsonNode answer = daemon.sender()
                .ask(
                        """
                {"application": "shop", "version": "1.1", "environment": "production", "requestedBy": "kari"}""");
        String id = answer.path("deployment").textValue();
        daemon.awaitSuccess(id);

        traffic.assertNoneFailed();
        assertThat(traffic.seen()).containsExactlyInAnyOrder("1.0", "1.1");
        assertThat(answer.path("accepted").booleanValue()).isTrue();
        assertThat(answer.path("version").textValue()).isEqualTo("1.1");
        assertThat(answer.path("plan")).extracting(JsonNode::textValue).hasSize(7);
        assertThat(fleet.servers()).allSatisfy(server -> assertThatHas(server, "1.1"));
        assertThat(List.of("app1", "app2")).allSatisfy(server -> assertThatRuns(server, "1.1"));
        assertThat(fleet.members()).isEqualTo(Map.of("proxy1", "UP", "proxy2", "UP"));
        assertThat(daemon.rotations().drained()).isEmpty();
        assertThat(daemon.awaitMail("SUCCEEDED shop 1.1 -> production"))
                .contains("1.0 -> 1.1")
                .contains(id)
                .contains("kari");
    }

    private static void assertThatHas(String server, String version) throws IOException {
        Path home = GROUND.fleet().home(server, "shop");
        Path application = home.resolve("shop-app");
        assertThat(Files.readSymbolicLink(application)).hasToString("shop-" + version + "-standalone");
        assertThat(application.resolve("bin/start.sh")).isExecutable();
        assertThat(application.resolve("bin/stop.sh")).isExecutable();
        assertThat(application.resolve("config/itas.properties")).content().contains("jmx.port=9101", "jvm.xmx=40m");
        assertThat(application.resolve("config/disabled")).doesNotExist();
        assertThat(application.resolve("config/version")).hasContent(version);
    }

    private static void assertThatRuns(String server, String version) {
        Fleet fleet = GROUND.fleet();
        assertThat(fleet.run(server, "shop", "itas", "status")).startsWith("running");
        assertThat(fleet.ask(server, "shop", "version")).isEqualTo(version);
        assertThat(fleet.ask(server, "shop", "settings")).isEqualTo("jmx.port=9101\njvm.xmx=40m");
    }
}
