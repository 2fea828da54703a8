package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.api.Grant;
import dev.trikk.api.Role;
import dev.trikk.api.file.TokenFile;
import dev.trikk.api.http.Operation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what: every operation of the contract, with every kind of token. */
class ApiRightsTest extends ApiCase {
    /** What each changing operation is sent; a new one must be added here, or the table is red. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("commandDeployment", "{\"command\": \"hold\"}"),
            Map.entry("askForDeployment", ""),
            Map.entry("planDeployment", ""),
            Map.entry("freezeEnvironment", "{\"reason\": \"a fair\"}"),
            Map.entry("thawEnvironment", ""),
            Map.entry("drainMember", "{\"reason\": \"a disk\"}"),
            Map.entry("restoreMember", ""),
            Map.entry("pauseStage", "{\"reason\": \"a switch\"}"),
            Map.entry("resumeStage", ""),
            Map.entry("sendBuild", "no zip"));

    private static final Set<String> SHOWN_IN_ANOTHER_WAY = Set.of("takeGithubEvent", "takeGitlabEvent");

    static String deployment;

    @BeforeAll
    static void deploy() throws Exception {
        post(request("rights-1"), "-H", LOGIN);
        deployment = deployment("rights-1").id();
    }

    @Test
    void the_table_knows_every_operation_that_changes_something() {
        assertThat(CONTRACT.operations().stream()
                        .filter(operation -> !operation.isReading())
                        .map(Operation::id)
                        .filter(id -> !SHOWN_IN_ANOTHER_WAY.contains(id)))
                .containsExactlyInAnyOrderElementsOf(BODIES.keySet());
    }

    @TestFactory
    List<DynamicTest> without_a_token_or_with_a_wrong_one_nobody_is_let_in() {
        List<DynamicTest> table = new ArrayList<>();
        for (Operation operation : CONTRACT.operations()) {
            if (!operation.isOpen()) {
                for (String token : List.of("", "trikk_wrong")) {
                    table.add(DynamicTest.dynamicTest(operation.id() + " with <" + token + ">", () -> assertThat(
                                    ask(operation, token, "staging").status())
                            .isEqualTo(401)));
                }
            }
        }
        return table;
    }

    @TestFactory
    List<DynamicTest> whoever_has_a_lesser_role_or_one_for_another_environment_changes_nothing() {
        List<DynamicTest> table = new ArrayList<>();
        for (Operation operation : CONTRACT.operations()) {
            Role needed = operation.role().orElse(Role.VIEWER);
            if (needed == Role.VIEWER) {
                continue;
            }
            Map<String, String> strangers = needed == Role.DEPLOYER
                    ? Map.of("a viewer", viewer, "a deployer elsewhere", productionDeployer)
                    : needed == Role.OPERATOR
                            ? Map.of("a viewer", viewer, "a deployer", stagingDeployer)
                            : Map.of("a viewer", viewer, "a deployer", stagingDeployer, "an operator", operator);
            strangers.forEach((who, token) -> {
                // a build is for no environment yet: whoever deploys somewhere may send one
                if (!(operation.id().equals("sendBuild") && token.equals(productionDeployer))) {
                    table.add(DynamicTest.dynamicTest(operation.id() + " by " + who, () -> assertThat(
                                    ask(operation, token, "staging").status())
                            .isEqualTo(403)));
                }
            });
        }
        return table;
    }

    @TestFactory
    List<DynamicTest> whoever_has_the_role_is_let_in() {
        List<DynamicTest> table = new ArrayList<>();
        for (Operation operation : CONTRACT.operations()) {
            if (operation.role().isPresent() && !operation.id().equals("followEvents")) {
                String token =
                        switch (operation.role().get()) {
                            case VIEWER -> viewer;
                            case DEPLOYER -> stagingDeployer;
                            case OPERATOR -> operator;
                            case ADMIN -> admin;
                        };
                table.add(DynamicTest.dynamicTest(operation.id(), () -> assertThat(
                                ask(operation, token, "staging").status())
                        .isNotIn(401, 403)));
            }
        }
        return table;
    }

    @Test
    void what_was_tried_stands_in_the_audit_with_its_outcome() throws Exception {
        call("POST", "/api/deployments/" + deployment + "/commands", viewer, Optional.of("{\"command\": \"cancel\"}"));

        await().untilAsserted(() -> assertThat(
                        get("/api/audit?limit=200", admin).json().get("items"))
                .anySatisfy(entry -> {
                    assertThat(entry.get("who").asText()).isEqualTo("vera");
                    assertThat(entry.get("operation").asText()).isEqualTo("commandDeployment");
                    assertThat(entry.get("target").asText()).contains(deployment);
                    assertThat(entry.get("status").asInt()).isEqualTo(403);
                }));
    }

    @Test
    void a_revoked_token_is_a_strangers_within_a_second() throws Exception {
        TokenFile file = Tokens.file(site.settings(), Clock.systemUTC());
        String token = file.create("rita", List.of(Grant.parse("viewer")), Optional.empty());
        await().until(() -> get("/api/me", token).status() == 200);

        file.revoke("rita");

        await().until(() -> get("/api/me", token).status() == 401);
    }

    @Test
    void whoever_follows_events_is_cut_off_when_his_token_is_revoked() throws Exception {
        TokenFile file = Tokens.file(site.settings(), Clock.systemUTC());
        String token = file.create("rolf", List.of(Grant.parse("viewer")), Optional.empty());
        await().until(() -> get("/api/me", token).status() == 200);
        CompletableFuture<Reply> stream = CompletableFuture.supplyAsync(() -> {
            try {
                return get("/api/events", token);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        file.revoke("rolf");

        await().until(stream::isDone);
        assertThat(stream.get().status()).isIn(200, 401);
    }

    private static Reply ask(Operation operation, String token, String environment) throws Exception {
        String path = operation
                .path()
                .replace("{id}", operation.path().contains("/deployments/") ? deployment : "rights-1")
                .replace("{name}", name(operation, environment))
                .replace("{pool}", "main")
                .replace("{member}", "test1");
        String body =
                operation.id().equals("askForDeployment") || operation.id().equals("planDeployment")
                        ? request("rights-" + NEXT.incrementAndGet())
                        : BODIES.getOrDefault(operation.id(), "");
        return call(
                operation.method().toUpperCase(Locale.ROOT),
                path,
                token,
                operation.node().has("requestBody") ? Optional.of(body) : Optional.empty());
    }

    private static String name(Operation operation, String environment) {
        if (operation.path().contains("/stages/")) {
            return "prune";
        }
        return operation.path().contains("/applications/") ? "shop" : environment;
    }
}
