package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code docs/connect/ci.md} shows of HTTP is run as it stands there, with bash and curl, against a daemon. */
class HttpExamplesTest {
    private static final Document PAGE = Document.of(Path.of("docs/connect/ci.md"));
    private static final Path SCRIPT = Path.of("docs/connect/ci/post-http.sh").toAbsolutePath();
    private static final String TOKEN = "a token of CI that is long enough";

    @TempDir
    static Path folder;

    private static Site site;
    private static Wiring daemon;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        site = new Site(folder);
        site.secret("token", TOKEN);
        site.secret("wrong-token", "wrong");
        site.set("trikk.http.enabled", true)
                .set("trikk.http.port", 0)
                .set("trikk.http.token", "file:" + site.path("token"))
                // the servers of the example inventory are not there
                .set("trikk.server.patience", "0s")
                .set("trikk.ssh.connectTimeout", "1s")
                .set("trikk.stop.timeout", "10s");
        daemon = new Wiring(site.settings());
        address = "http://127.0.0.1:" + daemon.httpPort();
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void a_request_is_queued() throws Exception {
        Run run = post(address, "token", Path.of("docs/connect/ci/request.json").toAbsolutePath());

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("\"queued\":true", "/api/requests/shop-build-4711");
    }

    @Test
    void a_bad_request_is_refused() throws Exception {
        Run run = post(address, "token", site.write("bad.json", "{\"application\": \"blåbær\"}"));

        assertThat(run.exitCode()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains("blåbær");
    }

    @Test
    void with_a_wrong_token_it_is_refused() throws Exception {
        Run run = post(address, "wrong-token", site.write("good.json", Site.DRY_RUN));

        assertThat(run.exitCode()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains("trikk.http.tokens").doesNotContain("wrong");
    }

    @Test
    void where_nobody_listens_nobody_knows() throws Exception {
        Run run = post("http://127.0.0.1:" + freePort(), "token", site.write("good.json", Site.DRY_RUN));

        assertThat(run.exitCode()).as(run.text()).isEqualTo(1);
    }

    @Test
    void a_local_build_is_sent_and_deployed() throws Exception {
        Path place = Files.createDirectories(folder.resolve("local/data")).getParent();
        Files.copy(site.path("token"), place.resolve("data/http-token"));
        Files.copy(site.path("uploads/shop.zip"), place.resolve("shop.zip"));
        String shown = PAGE.blocks("sh").stream()
                .filter(block -> block.contains("/api/builds/"))
                .findFirst()
                .orElseThrow();

        Run run = bash(place, shown.replace("http://127.0.0.1:8181", address), Map.of());

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(deployment("shop-42").plan().release().version()).isEqualTo("1.5.0");
    }

    @Test
    void what_the_job_of_gitlab_does_is_understood() throws Exception {
        Map<?, ?> job = (Map<?, ?>) yaml("yaml gitlab").get("deploy");
        String script = String.join(
                "\n",
                ((List<?>) job.get("script")).stream().map(Object::toString).toList());

        Run run = bash(
                place("gitlab"),
                script,
                Map.of(
                        "TRIKK",
                        address,
                        "TRIKK_TOKEN_FILE",
                        site.path("token").toString(),
                        "CI_JOB_ID",
                        "17",
                        "CI_COMMIT_TAG",
                        "1.4.2"));

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("\"id\":\"gitlab-17\"");
    }

    @Test
    void what_the_job_of_github_does_is_understood() throws Exception {
        Map<?, ?> job = (Map<?, ?>) yaml("yaml github").get("deploy");
        Map<?, ?> step = (Map<?, ?>) ((List<?>) job.get("steps")).get(1);
        assertThat(((Map<?, ?>) step.get("env")).keySet().toString()).isEqualTo("[TRIKK, TOKEN, VERSION]");

        Run run = bash(
                place("github"),
                step.get("run").toString(),
                Map.of(
                        "TRIKK",
                        address,
                        "TOKEN",
                        TOKEN,
                        "VERSION",
                        "1.4.2",
                        "GITHUB_RUN_ID",
                        "18",
                        "RUNNER_TEMP",
                        folder.toString()));

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("\"id\":\"github-18\"");
    }

    private record Run(int exitCode, String text) {}

    private static Run post(String trikk, String tokenFile, Path request) throws Exception {
        return bash(
                folder,
                SCRIPT + " " + request,
                Map.of("TRIKK", trikk, "TRIKK_TOKEN_FILE", site.path(tokenFile).toString()));
    }

    private static Run bash(Path place, String script, Map<String, String> variables) throws Exception {
        Process process = bashIn(place, script, variables);
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            return new Run(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process bashIn(Path place, String script, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                .directory(place.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** A folder of a checkout, with the script in it. */
    private static Path place(String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.copy(SCRIPT, place.resolve("post-http.sh"), StandardCopyOption.COPY_ATTRIBUTES);
        return place;
    }

    private static Map<?, ?> yaml(String mark) {
        List<String> shown = PAGE.blocks(mark);
        assertThat(shown).hasSize(1);
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(shown.get(0));
    }

    private static Deployment deployment(String request) {
        return Awaitility.await()
                .until(() -> daemon.ledger().findByRequest(request), Optional::isPresent)
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
