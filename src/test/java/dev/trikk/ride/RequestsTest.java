package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Result;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a request may look like, and what becomes of it. */
class RequestsTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop", "parking");

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2-SNAPSHOT");
    }

    @Test
    void a_request_in_bytes_that_asks_for_the_newest_release_gets_it() throws Exception {
        Daemon daemon = GROUND.daemon();

        JsonNode answer = daemon.sender()
                .askInBytes(
                        """
                {"application": "shop", "version": "release", "environment": "production"}""");

        assertThat(answer.path("version").textValue()).isEqualTo("1.1");
        daemon.awaitSuccess(answer.path("deployment").textValue());
        assertThat(GROUND.fleet().ask("app2", "shop", "version")).isEqualTo("1.1");
    }

    @Test
    void the_latest_one_may_be_a_snapshot() throws Exception {
        Daemon daemon = GROUND.daemon();

        JsonNode answer = daemon.sender()
                .ask(
                        """
                {"application": "parking", "version": "latest", "environment": "production"}""");

        assertThat(answer.path("version").textValue()).startsWith("1.2-");
        daemon.awaitSuccess(answer.path("deployment").textValue());
        assertThat(GROUND.fleet().ask("app2", "parking", "version")).isEqualTo("1.2-SNAPSHOT");
    }

    @Test
    void the_same_id_twice_is_one_deployment() throws Exception {
        Daemon daemon = GROUND.daemon();
        String request =
                """
                {"id": "build-17", "application": "shop", "version": "1.0", "environment": "production"}""";

        JsonNode first = daemon.sender().ask(request);
        JsonNode atOnce = daemon.sender().askInBytes(request);
        Deployment deployment = daemon.awaitSuccess(first.path("deployment").textValue());
        JsonNode afterwards = daemon.sender().ask(request);

        assertThat(List.of(atOnce, afterwards))
                .allSatisfy(again -> assertThat(again).isEqualTo(first));
        assertThat(daemon.ledger().results(deployment.id()))
                .filteredOn(result -> result.action().equals("restart"))
                .extracting(Result::server)
                .containsExactly("app1", "app2");
        assertThat(daemon.deployment(deployment.id()).endedAt()).isEqualTo(deployment.endedAt());
    }

    @Test
    void a_dry_run_answers_with_plan_and_scripts_and_touches_nothing() throws Exception {
        Daemon daemon = GROUND.daemon();
        List<String> before = homes();

        JsonNode answer = daemon.sender()
                .ask(
                        """
                {"id": "what-if", "application": "parking", "version": "1.0", "environment": "production",
                 "options": {"dryRun": true}}""");

        assertThat(answer.path("dryRun").booleanValue()).isTrue();
        assertThat(answer.path("plan"))
                .extracting(JsonNode::textValue)
                .containsExactly(
                        "fetch (proxy1, proxy2, app1, app2)",
                        "install (proxy1, proxy2, app1, app2)",
                        "rotate one (proxy1, app1)",
                        "rotate two (proxy2, app2)",
                        "verify (proxy1, proxy2, app1, app2)",
                        "prune (proxy1, proxy2, app1, app2)",
                        "finish");
        assertThat(answer.path("scripts"))
                .filteredOn(script -> script.path("step").textValue().startsWith("rotate one"))
                .extracting(script -> script.path("server").textValue())
                .containsExactly("proxy1", "proxy1", "app1", "app1");
        assertThat(answer.path("scripts").get(0).path("script").textValue())
                .contains("parking-1.0-standalone.zip")
                .contains("http://");
        assertThat(daemon.ledger().findByRequest("what-if")).isEmpty();
        assertThat(homes()).isEqualTo(before);
    }

    /** Every file of the application with its time and its length, on every server. */
    private static List<String> homes() {
        return GROUND.fleet().servers().stream()
                .map(server -> GROUND.fleet()
                        .run(
                                server,
                                "parking",
                                "find",
                                "/home/parking",
                                "-path",
                                "*/log",
                                "-prune",
                                "-o",
                                "-printf",
                                "%p %T@ %s %l\\n"))
                .toList();
    }
}
