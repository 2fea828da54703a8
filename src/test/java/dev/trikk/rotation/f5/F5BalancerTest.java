package dev.trikk.rotation.f5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.rotation.App;
import dev.trikk.rotation.Calls;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a BIG-IP has: tokens, versions, names with ports, members that are offline. */
class F5BalancerTest {
    private final Calls calls = new Calls();
    private final App one = new App("app1");
    private final App two = new App("app2");
    private BigIp bigIp;

    @BeforeEach
    void start() throws Exception {
        bigIp = new BigIp(Map.of("app1", one.uri(), "app2", two.uri()));
    }

    @AfterEach
    void stop() {
        calls.close();
        bigIp.close();
        one.close();
        two.close();
    }

    @Test
    void one_token_serves_many_calls() {
        LoadBalancer balancer = given(BigIp.PASSWORD, "city", Optional.empty());

        balancer.drain("app1");
        balancer.restore("app1");
        balancer.members();

        assertThat(bigIp.logins).hasValue(1);
    }

    @Test
    void a_token_that_has_run_out_is_replaced() {
        LoadBalancer balancer = given(BigIp.PASSWORD, "city", Optional.empty());
        balancer.members();

        bigIp.tokens.clear();
        balancer.drain("app1");

        assertThat(bigIp.logins).hasValue(2);
        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void a_wrong_password_is_told_apart_and_not_shown() {
        LoadBalancer balancer = given("another-planted-one", "city", Optional.empty());

        assertThatThrownBy(balancer::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("does not know the login (status 401)")
                .hasMessageNotContaining("planted");
        assertThat(new TokenLogin("trikk", "planted", "tmos")).hasToString("trikk:***");
    }

    @Test
    void a_member_that_is_shut_is_out_and_can_be_restored() {
        F5Balancer balancer = given(BigIp.PASSWORD, "city", Optional.empty());

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
    void replies_can_have_the_form_of_an_older_version_but_of_no_newer_one() {
        assertThat(given(BigIp.PASSWORD, "city", Optional.of("13.1.0")).members())
                .hasSize(2);
        assertThatThrownBy(given(BigIp.PASSWORD, "city", Optional.of("99.0.0"))::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("refuses it (status 400)");
    }

    @Test
    void a_pool_that_is_not_there_is_named() {
        assertThatThrownBy(given(BigIp.PASSWORD, "/Edge/town", Optional.empty())::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("pool /Edge/town")
                .hasMessageContaining("check its url and the names in its settings");
    }

    @Test
    void a_name_that_would_lead_elsewhere_is_refused_at_once() {
        for (String pool : new String[] {"", "/", "/Common/a b", "/Common/../sys", "/Common/a?b", "/Common/a~b"}) {
            assertThatThrownBy(() -> given(BigIp.PASSWORD, pool, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void members_go_by_their_nodes_and_by_their_ports_where_a_node_has_several() throws ProtocolException {
        List<PoolMember> members = List.of(
                aMember("app1:80", "~Common~app1:80"),
                aMember("app2:80", "~Common~app2:80"),
                aMember("app2:81", "~Common~app2:81"),
                aMember("2001:db8::1.80", "~Common~2001:db8::1.80"),
                aMember("10.0.0.1%2:80", "~Common~10.0.0.1%252:80"));

        assertThat(members)
                .extracting(member -> member.name(members))
                .containsExactly("app1", "app2:80", "app2:81", "2001:db8::1", "10.0.0.1%2");
        assertThat(members.get(4).path()).endsWith("/members/~Common~10.0.0.1%252:80");
    }

    @Test
    void words_that_are_not_known_take_a_member_for_neither_in_nor_well() throws ProtocolException {
        PoolMember member = PoolMember.of(json("app1:80", "~Common~app1:80")
                .put("session", "addr-disabled")
                .put("state", "fqdn-up-no-addr"));

        assertThat(member.rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(member.healthy()).isFalse();
    }

    @Test
    void a_link_that_leads_elsewhere_is_not_followed() {
        for (String link :
                new String[] {"https://localhost/mgmt/shared/x", "https://localhost/mgmt/tm/ltm/pool/../x", "%"}) {
            assertThatThrownBy(() -> PoolMember.of(json("app1:80", "x").put("selfLink", link)))
                    .isInstanceOf(ProtocolException.class);
        }
    }

    private static PoolMember aMember(String name, String path) throws ProtocolException {
        return PoolMember.of(json(name, path));
    }

    private static ObjectNode json(String name, String path) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("selfLink", "https://localhost/mgmt/tm/ltm/pool/~Common~city/members/" + path + "?ver=16.1.0")
                .put("session", "monitor-enabled")
                .put("state", "up");
    }

    private F5Balancer given(String password, String pool, Optional<String> version) {
        TokenLogin login = new TokenLogin("trikk", password, "tmos");
        return new F5Balancer(calls.to(bigIp.management()), Optional.of(login), pool, version, Pauses.real());
    }
}
