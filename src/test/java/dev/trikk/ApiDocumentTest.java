package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.demo.DemoBalancer;
import dev.trikk.demo.DemoRepository;
import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Train;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/api.md} shows is run as it stands there, from its top to its end, by sh and curl, against a daemon. */
class ApiDocumentTest {
    private static final Document PAGE = Document.of(Path.of("docs/api.md"));
    private static final List<String> TOKENS =
            PAGE.blocks("sh token").get(0).lines().toList();
    private static final String APPLICATION =
            """
              %1$s:
                artifact: dev.trikk.demo:%1$s:zip:standalone
                repository: releases
                jmxPort: %2$d
                xmx: 512m
                http: true
                environments: { staging: { pool: main }, production: { pool: main } }
            """;

    @TempDir
    static Path folder;

    private static Site site;
    private static Wiring daemon;
    private static DemoRepository repository;
    private static DemoBalancer balancer;
    private static String token;

    /** What one has printed. */
    private record Run(int exitCode, String out, String err) {}

    @BeforeAll
    static void start() throws Exception {
        repository = new DemoRepository(folder.resolve("repository"));
        repository.publish("shop", "1.4.2", "ok");
        repository.publish("shop", "1.4.3", "ok");
        repository.publish("permits", "2.0", "ok");
        Map<String, URI> members = new TreeMap<>(Map.of("web1", repository.uri(), "web2", repository.uri()));
        balancer = new DemoBalancer("city", members);
        site = new Site(folder);
        site.write("inventory.yaml", inventory());
        site.set("trikk.http.enabled", true).set("trikk.http.port", 0).set("trikk.stop.timeout", "10s");
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("place"));
        token = created(TOKENS.get(0));
        daemon = new Wiring(site.settings());
        // so that what is under way stays so
        call("api /api/stages/fetch/pause -d '{\"reason\": \"its servers are not there\"}'");
        call(
                "api /api/deployments -d '{\"id\": \"ended\", \"application\": \"permits\", \"version\": \"2.0\", \"environment\": \"production\"}'");
        call(
                "api /api/deployments -d '{\"id\": \"held\", \"application\": \"shop\", \"version\": \"1.4.2\", \"environment\": \"production\"}'");
        await().until(() -> isHeld("held") && isHeld("ended"));
        call("api /api/deployments/" + deployment("ended").orElseThrow() + "/commands -d '{\"command\": \"cancel\"}'");
    }

    @AfterAll
    static void stop() throws Exception {
        daemon.close();
        balancer.close();
        repository.close();
    }

    @TestFactory
    List<DynamicTest> every_call_works_and_is_answered_as_the_page_shows() {
        List<DynamicTest> all = new ArrayList<>();
        for (Shown shown : Shown.of(PAGE)) {
            all.add(DynamicTest.dynamicTest(shown.firstLine(), () -> {
                if (shown.isReading()) {
                    // what was asked for before may still be on its queue
                    await().untilAsserted(() -> tryOut(shown));
                } else {
                    tryOut(shown);
                }
            }));
        }
        assertThat(all).hasSizeGreaterThan(20);
        return all;
    }

    @Test
    void no_answer_is_shown_that_is_not_compared() throws Exception {
        assertThat(Shown.of(PAGE).stream().filter(shown -> shown.kind().isPresent()))
                .hasSameSizeAs(PAGE.text()
                        .lines()
                        .filter(line -> line.matches("```\\w+ answer"))
                        .toList())
                .hasSizeGreaterThan(8);
        Shown planted = Shown.of(
                        new Document(
                                Path.of("planted.md"),
                                "```sh\napi /api/me\n```\n\n```json answer\n{\"roles\": [\"viewer\"], \"at\": \"2026-12-03T10:15:00Z\"}\n```\n"))
                .get(0);

        planted.compare("{\"roles\": [\"viewer\"], \"at\": \"2027-01-01T00:00:00.5Z\", \"more\": 1}");

        assertThatThrownBy(() -> planted.compare("{\"roles\": [\"admin\"], \"at\": \"2026-12-03T10:15:00Z\"}"))
                .hasMessageContaining("$.roles[0]: \"viewer\" is shown, \"admin\" came");
        assertThatThrownBy(() -> planted.compare("{\"roles\": [\"viewer\"]}")).hasMessageContaining("$.at");
    }

    @Test
    void every_page_of_a_list_is_read() throws Exception {
        Shown pages = Shown.of(PAGE).stream()
                .filter(shown -> shown.script().contains("rel=\"next\""))
                .findFirst()
                .orElseThrow();

        Run run = run(pages.script().replace("limit=2", "limit=1"));

        assertThat(run.out().split("\"items\"", -1).length - 1)
                .isGreaterThan(1)
                .isEqualTo(run.out().split("\"acceptedAt\"", -1).length - 1);
    }

    @Test
    void tokens_are_made_shown_and_ended() {
        assertThat(token).matches("trikk_[\\w-]{43}");
        assertThat(created(TOKENS.get(1))).matches("trikk_[\\w-]{43}");
        assertThat(created(TOKENS.get(2))).matches("trikk_[\\w-]{43}");

        String list = trikk(TOKENS.get(3)).out();

        assertThat(list)
                .containsPattern("anna +admin")
                .containsPattern("kari +deployer:staging,operator")
                .containsPattern("board +viewer");
        assertThat(trikk(TOKENS.get(4)).exitCode()).isZero();
        assertThat(trikk(TOKENS.get(3)).out()).contains("kari").doesNotContain("board");
        assertThat(TOKENS).hasSize(5);
    }

    private static void tryOut(Shown page) throws Exception {
        Map<String, String> words = new HashMap<>();
        deployment("build-4711").ifPresent(id -> words.put("shop-17", id));
        deployment("held").ifPresent(id -> words.put("shop-18", id));
        deployment("ended").ifPresent(id -> words.put("permits-16", id));
        daemon.ledger().trainByRequest("friday-1").map(Train::id).ifPresent(id -> words.put("train-7", id));
        Shown shown = page.with(words);

        Run run = run(shown.script());

        assertThat(run.exitCode()).as(run.toString()).isZero();
        shown.compare(run.out());
    }

    private static void call(String line) throws Exception {
        Run run = run(line);
        assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    private static Run run(String script) throws Exception {
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", "-eu", "-c", PAGE.blocks("sh api").get(0) + "\n" + script)
                .directory(folder.resolve("place").toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of("TRIKK_URL", "http://127.0.0.1:" + daemon.httpPort(), "TRIKK_TOKEN", token));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, Files.readString(err));
    }

    private static String created(String line) {
        Terminal.Run run = trikk(line);
        assertThat(run.exitCode()).as(line).isZero();
        return run.out().strip();
    }

    private static Terminal.Run trikk(String line) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" +", -1)));
        words.remove(0);
        words.addAll(List.of("--config", site.file().toString()));
        return Terminal.run(words.toArray(String[]::new));
    }

    private static Optional<String> deployment(String request) {
        return daemon.ledger().findByRequest(request).map(Deployment::id);
    }

    private static boolean isHeld(String request) {
        return daemon.ledger()
                .findByRequest(request)
                .filter(found -> found.state() == Deployment.State.HELD)
                .isPresent();
    }

    /** Two environments of servers that are not there; one of them wants an approval. */
    private static String inventory() throws IOException {
        String environment =
                """
                    servers: { web1: { address: web1.%1$s.example.org }, web2: { address: web2.%1$s.example.org } }
                    balancers: { front: { type: haproxy, address: "%2$s", backend: city } }
                    pools: { main: { balancer: front, pairs: { one: { server: web1 }, two: { server: web2 } } } }
                """;
        return "repositories: { releases: { url: " + repository.uri() + " } }\nenvironments:\n  staging:\n"
                + environment.formatted("staging", balancer.address())
                + "  production:\n    approval: anyone\n"
                + environment.formatted("production", balancer.address())
                + "applications:\n"
                + APPLICATION.formatted("shop", 9101) + APPLICATION.formatted("permits", 9102);
    }
}
