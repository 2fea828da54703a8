package dev.trikk.rotation.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.rotation.App;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.LoadBalancer.LastMember;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only HAProxy has: maintenance, weights, levels of its sockets. */
class HaproxyMaintenanceTest {
    private final App one = new App("app1");
    private final App two = new App("app2");

    @TempDir
    private Path directory;

    private HaproxyProcess haproxy;

    @AfterEach
    void stop() throws Exception {
        haproxy.close();
        one.close();
        two.close();
    }

    @Test
    void a_member_in_maintenance_is_out_and_draining_it_leaves_it_there() throws Exception {
        LoadBalancer balancer = givenHaproxy("check inter 100ms");
        haproxy.ask("set server city/app1 state maint");

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.OUT);
    }

    @Test
    void a_member_in_maintenance_is_restored_after_a_new_check_passed() throws Exception {
        LoadBalancer balancer = givenHaproxy("check inter 100ms");
        haproxy.ask("set server city/app1 state maint");

        balancer.restore("app1");

        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void a_member_in_maintenance_that_does_not_answer_is_left_draining() throws Exception {
        givenHaproxy("check inter 100ms");
        LoadBalancer balancer = new HaproxyBalancer(
                haproxy.tcp(), "city", duration -> Pauses.real().pause(duration.dividedBy(20)));
        haproxy.ask("set server city/app1 state maint");
        one.close();

        assertThatThrownBy(() -> balancer.restore("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("its own check of app1 has not passed; it is left draining");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app1").healthy()).isFalse();
    }

    @Test
    void without_checks_a_member_in_maintenance_is_restored_at_once() throws Exception {
        LoadBalancer balancer = givenHaproxy("");
        haproxy.ask("set server city/app1 state maint");

        balancer.restore("app1");

        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void a_member_that_the_configuration_disables_can_be_restored() throws Exception {
        LoadBalancer balancer = givenHaproxy("disabled");
        Member before = balancer.member("app1");

        balancer.restore("app1");
        balancer.restore("app2");
        balancer.drain("app1");

        assertThat(before.rotation()).isEqualTo(Rotation.OUT);
        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app2").inService()).isTrue();
    }

    @Test
    void a_member_of_weight_zero_is_no_reserve() throws Exception {
        LoadBalancer balancer = givenHaproxy("check inter 100ms");
        haproxy.ask("set server city/app1 weight 0");

        assertThatThrownBy(() -> balancer.drain("app2")).isInstanceOf(LastMember.class);
        assertThatThrownBy(() -> balancer.restore("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("it reported success")
                .hasMessageContaining("weight 0");
    }

    @Test
    void a_socket_that_may_not_change_anything_is_told_apart() throws Exception {
        givenHaproxy("check inter 100ms");
        LoadBalancer balancer = new HaproxyBalancer(haproxy.operator(), "city", Pauses.real());

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("give its 'stats socket' the words 'level admin'");

        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void an_unknown_backend_is_named() throws Exception {
        givenHaproxy("check inter 100ms");
        LoadBalancer balancer = new HaproxyBalancer(haproxy.tcp(), "village", Pauses.real());

        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageEndingWith("it has no backend village");
    }

    private LoadBalancer givenHaproxy(String serverOptions) throws Exception {
        Map<String, URI> members = Map.of("app1", one.uri(), "app2", two.uri());
        haproxy = new HaproxyProcess(directory, members, serverOptions);
        LoadBalancer balancer = new HaproxyBalancer(haproxy.tcp(), "city", Pauses.real());
        if (!serverOptions.equals("disabled")) {
            await().untilAsserted(() -> assertThat(balancer.members()).allMatch(Member::inService));
        }
        return balancer;
    }
}
