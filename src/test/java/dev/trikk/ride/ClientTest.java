package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.Patience;
import dev.trikk.ledger.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The client as a process of its own, against a real daemon in front of real servers: a day of its user. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientTest {
    @RegisterExtension
    static final Ground GROUND = Ground.pairs("shop", "parking").listening();

    @TempDir
    static Path home;

    /** How a command ended, and what it printed. */
    private record Run(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    @BeforeAll
    static void publish() {
        GROUND.fleet().release("shop,parking", "1.0,1.1");
    }

    @Test
    @Order(1)
    void the_address_and_the_token_are_kept_after_a_login() throws Exception {
        Run run = trikk(Daemon.PASSWORD + "\n", "login", GROUND.daemon().url());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).contains("ci").doesNotContain(Daemon.PASSWORD);
        assertThat(ok("doctor").out()).contains("ci");
    }

    @Test
    @Order(2)
    void a_deployment_is_followed_to_its_end() throws Exception {
        Run run = ok("deploy", "shop", "1.0", "production", "--comment", "the first");

        assertThat(run.out()).contains("shop-1", "SUCCEEDED", "rotate");
        assertThat(GROUND.daemon().deployment("shop-1").request().requestedBy()).contains("ci");
        assertThat(GROUND.daemon().deployment("shop-1").request().comment()).contains("the first");
    }

    @Test
    @Order(3)
    void what_was_done_can_be_looked_up() throws Exception {
        assertThat(ok("history").out()).contains("shop-1", "1.0", "production");
        assertThat(ok("history", "shop", "production", "--json")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("shop-1");
        assertThat(ok("show", "shop-1").out()).contains("shop-1", "the first");
        assertThat(ok("log", "shop-1", "app1").out()).contains("app1");
        assertThat(ok("why", "shop-1").out()).contains("has ended: SUCCEEDED");
        assertThat(ok("status").out()).isNotBlank();
        assertThat(ok("apps").out()).contains("shop", "parking", "1.0");
        assertThat(ok("versions", "shop").out()).containsSubsequence("1.1", "1.0");
        assertThat(ok("envs").out()).contains("production");
        assertThat(ok("servers").out()).contains("app1", "proxy2");
        assertThat(ok("pools").out()).contains("proxy1", "in");
        assertThat(ok("stages").out()).contains("rotate");
        assertThat(ok("alarms").code()).isZero();
        assertThat(ok("plan", "shop", "1.1", "production").out()).contains("app1", "rotate");
        assertThat(ok("plan", "shop", "1.1", "production", "--scripts").out()).contains("set -eu");
    }

    @Test
    @Order(4)
    void what_is_refused_is_told_with_its_reasons_and_a_code_of_its_own() throws Exception {
        Run unknown = trikk("", "deploy", "shpo", "1.0", "production");
        Run version = trikk("", "deploy", "shop", "9.9", "production");
        Run nobody = trikk("", "show", "shop-99");
        Run mayNot = trikk("", "audit");

        assertThat(unknown.err() + unknown.out()).contains("did you mean shop?");
        assertThat(version.err() + version.out()).contains("9.9");
        assertThat(List.of(unknown.code(), version.code()))
                .containsOnly(unknown.code())
                .doesNotContain(0, 1, 2);
        assertThat(nobody.code()).isNotZero();
        assertThat(nobody.err()).contains("shop-99");
        assertThat(mayNot.err()).contains("needs the role admin");
    }

    @Test
    @Order(5)
    void one_goes_on_while_another_is_steered() throws Exception {
        ok("deploy", "shop", "1.1", "production", "--no-wait", "--id", "nightly-1");
        String id = GROUND.daemon()
                .ledger()
                .findByRequest("nightly-1")
                .map(Deployment::id)
                .orElse("shop-2");
        assertThat(ok("watch", id).out()).contains("SUCCEEDED");

        assertThat(ok("rollback", "shop", "production").out()).contains("1.0", "SUCCEEDED");

        assertThat(ok("deploy", "--all", "production", "--version", "1.1").out())
                .contains("train-4", "shop", "parking");
        assertThat(ok("show", "train-4").out()).contains("SUCCEEDED");
    }

    private static Run ok(String... words) throws Exception {
        Run run = trikk("", words);
        assertThat(run.code())
                .as("%s: %s%s", String.join(" ", words), run.out(), run.err())
                .isZero();
        return run;
    }

    private static Run trikk(String typed, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.trikk.cli.Cli"));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TRIKK_"));
        builder.environment()
                .putAll(Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", home.toString(), "LANG", "C.UTF-8"));
        Process process = builder.start();
        process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
