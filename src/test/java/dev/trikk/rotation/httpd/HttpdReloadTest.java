package dev.trikk.rotation.httpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.Patience;
import dev.trikk.http.Login;
import dev.trikk.rotation.App;
import dev.trikk.rotation.Calls;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.Drains.Result;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only httpd has: reloads, nonces, Referers, names of workers. */
class HttpdReloadTest {

    private final Calls calls = new Calls();
    private final App one = new App("app1");
    private final App two = new App("app2");

    @TempDir
    private Path directory;

    private HttpdProcess httpd;

    @AfterEach
    void stop() throws Exception {
        calls.close();
        httpd.close();
        one.close();
        two.close();
    }

    @Test
    void a_reload_forgets_a_drain_and_whoever_waits_notices() throws Exception {
        LoadBalancer balancer = givenHttpd("", "route=%s");
        balancer.drain("app1");

        httpd.reload();

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.IN);
        Drains drains = new Drains(Pauses.real(), Clock.systemUTC(), Duration.ofMillis(50));
        assertThat(drains.awaitQuiet(balancer, "app1", Patience.LONG).result()).isEqualTo(Result.UNDONE);
    }

    @Test
    void after_a_reload_changes_carry_the_new_nonce() throws Exception {
        LoadBalancer balancer = givenHttpd("", "route=%s");
        balancer.drain("app1");

        httpd.reload();
        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void balancer_persist_keeps_a_drain_over_a_reload() throws Exception {
        LoadBalancer balancer = givenHttpd("BalancerPersist On", "route=%s");
        balancer.drain("app1");

        httpd.reload();
        Rotation after = balancer.member("app1").rotation();
        balancer.restore("app1");

        assertThat(after).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void a_member_that_is_shut_is_out_and_can_be_restored() throws Exception {
        HttpdBalancer balancer = givenHttpd("", "route=%s");

        boolean inRotation = balancer.shut("app1");
        balancer.drain("app1");
        boolean draining = balancer.shut("app1");
        Rotation shut = balancer.member("app1").rotation();
        boolean again = balancer.shut("app1");
        balancer.drain("app1");
        balancer.restore("app1");

        assertThat(inRotation).isFalse();
        assertThat(draining).isTrue();
        assertThat(shut).isEqualTo(Rotation.OUT);
        assertThat(again).isFalse();
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void a_member_that_the_configuration_stops_can_be_restored() throws Exception {
        HttpdBalancer balancer = start("", "route=%s status=+S");
        Rotation before = balancer.member("app1").rotation();

        balancer.restore("app1");

        assertThat(before).isEqualTo(Rotation.OUT);
        await().untilAsserted(
                        () -> assertThat(balancer.member("app1").inService()).isTrue());
    }

    @Test
    void without_routes_of_their_own_workers_of_one_host_go_by_their_urls() throws Exception {
        LoadBalancer balancer = givenHttpd("", "");

        assertThat(balancer.members())
                .extracting(Member::name)
                .containsExactlyInAnyOrder(one.uri().toString(), two.uri().toString());
    }

    @Test
    void a_balancer_that_is_not_there_is_told_apart() throws Exception {
        givenHttpd("", "route=%s");
        LoadBalancer town = new HttpdBalancer(calls.to(httpd.manager(), HttpdProcess.login()), "town", Pauses.real());

        assertThatThrownBy(town::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageEndingWith("it has no balancer town, only [city]");
    }

    @Test
    void a_balancer_whose_nonce_is_switched_off_is_told_apart() throws Exception {
        LoadBalancer balancer = givenHttpd("<Proxy balancer://city>\nProxySet nonce=None\n</Proxy>", "route=%s");

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("nonce=None: take that out");
    }

    @Test
    void a_server_name_that_is_not_the_host_of_the_url_is_told_apart() throws Exception {
        LoadBalancer balancer = start("ServerName www.example.org\nUseCanonicalName On", "route=%s");

        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("AH10187")
                .hasMessageContaining("UseCanonicalName");
    }

    @Test
    void a_wrong_password_is_told_apart_and_not_shown() throws Exception {
        givenHttpd("", "route=%s");
        Login wrong = Login.basic("trikk", "planted-secret");
        LoadBalancer balancer = new HttpdBalancer(calls.to(httpd.manager(), wrong), "city", Pauses.real());

        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("does not know the login (status 401)")
                .hasMessageNotContaining("planted");
    }

    private HttpdBalancer givenHttpd(String more, String option) throws Exception {
        HttpdBalancer balancer = start(more, option);
        await().untilAsserted(() -> assertThat(balancer.members()).allMatch(Member::inService));
        return balancer;
    }

    private HttpdBalancer start(String more, String option) throws Exception {
        Map<String, URI> members = new TreeMap<>(Map.of("app1", one.uri(), "app2", two.uri()));
        httpd = new HttpdProcess(directory, members, more, option);
        return new HttpdBalancer(calls.to(httpd.manager(), HttpdProcess.login()), "city", Pauses.real());
    }
}
