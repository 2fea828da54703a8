package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.ledger.Deployment;
import java.nio.file.Path;
import java.util.List;
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

    private static Client client;

    @BeforeAll
    static void publish() {
        client = new Client(home);
        GROUND.fleet().release("shop,parking", "1.0,1.1");
    }

    @Test
    @Order(1)
    void the_address_and_the_token_are_kept_after_a_login() throws Exception {
        Client.Run run =
                client.trikk(Daemon.PASSWORD + "\n", "login", GROUND.daemon().url());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).contains("ci").doesNotContain(Daemon.PASSWORD);
        assertThat(client.ok("doctor").out()).contains("ci");
    }

    @Test
    @Order(2)
    void a_deployment_is_followed_to_its_end() throws Exception {
        Client.Run run = client.ok("deploy", "shop", "1.0", "production", "--comment", "the first");

        assertThat(run.out()).contains("shop-1", "SUCCEEDED", "rotate");
        assertThat(GROUND.daemon().deployment("shop-1").request().requestedBy()).contains("ci");
        assertThat(GROUND.daemon().deployment("shop-1").request().comment()).contains("the first");
    }

    @Test
    @Order(3)
    void what_was_done_can_be_looked_up() throws Exception {
        assertThat(client.ok("history").out()).contains("shop-1", "1.0", "production");
        assertThat(client.ok("history", "shop", "production", "--json")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("shop-1");
        assertThat(client.ok("show", "shop-1").out()).contains("shop-1", "the first");
        assertThat(client.ok("log", "shop-1", "app1").out()).contains("app1");
        assertThat(client.ok("why", "shop-1").out()).contains("has ended: SUCCEEDED");
        assertThat(client.ok("status").out()).isNotBlank();
        assertThat(client.ok("apps").out()).contains("shop", "parking", "1.0");
        assertThat(client.ok("versions", "shop").out()).containsSubsequence("1.1", "1.0");
        assertThat(client.ok("envs").out()).contains("production");
        assertThat(client.ok("servers").out()).contains("app1", "proxy2");
        assertThat(client.ok("pools").out()).contains("proxy1", "in");
        assertThat(client.ok("stages").out()).contains("rotate");
        assertThat(client.ok("alarms").code()).isZero();
        assertThat(client.ok("plan", "shop", "1.1", "production").out()).contains("app1", "rotate");
        assertThat(client.ok("plan", "shop", "1.1", "production", "--scripts").out())
                .contains("set -eu");
    }

    @Test
    @Order(4)
    void what_is_refused_is_told_with_its_reasons_and_a_code_of_its_own() throws Exception {
        Client.Run unknown = client.trikk("", "deploy", "shpo", "1.0", "production");
        Client.Run version = client.trikk("", "deploy", "shop", "9.9", "production");
        Client.Run nobody = client.trikk("", "show", "shop-99");
        Client.Run mayNot = client.trikk("", "audit");

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
        client.ok("deploy", "shop", "1.1", "production", "--no-wait", "--id", "nightly-1");
        String id = GROUND.daemon()
                .ledger()
                .findByRequest("nightly-1")
                .map(Deployment::id)
                .orElse("shop-2");
        assertThat(client.ok("watch", id).out()).contains("SUCCEEDED");

        assertThat(client.ok("rollback", "shop", "production").out()).contains("1.0", "SUCCEEDED");

        assertThat(client.ok("deploy", "--all", "production", "--version", "1.1")
                        .out())
                .contains("train-4", "shop", "parking");
        assertThat(client.ok("show", "train-4").out()).contains("SUCCEEDED");
    }
}
