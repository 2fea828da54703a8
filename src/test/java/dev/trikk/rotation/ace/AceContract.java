package dev.trikk.rotation.ace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.demo.ace.AceStandIn;
import dev.trikk.demo.ace.StandInFarm;
import dev.trikk.demo.ace.StandInFault;
import dev.trikk.demo.ace.StandInStyle;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.BalancerUnavailable;
import dev.trikk.rotation.LoadBalancerContract;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for both ways to speak to a box. */
abstract class AceContract extends LoadBalancerContract {
    static final Duration OFTEN = Duration.ofMillis(1);

    private final Boxes boxes = new Boxes();
    private AceStandIn ace;
    private AceBox box;
    private StandInFarm farm;
    private LoadBalancer balancer;
    private Map<String, URI> uris;

    @TempDir
    private Path folder;

    abstract StandInStyle style();

    abstract AceBox box(AceStandIn ace, Boxes boxes);

    @Override
    protected LoadBalancer start(Map<String, URI> members) throws Exception {
        uris = members;
        ace = new AceStandIn(folder, Boxes.PASSWORD, style());
        // the same names in another context, which must be left alone
        ace.context("other").farm("WEB", members);
        farm = ace.context("city").farm("WEB", members, true);
        box = box(ace, boxes);
        balancer = balancer("WEB");
        return balancer;
    }

    private LoadBalancer balancer(String... farms) {
        return new AceBalancer(
                box, "city", List.of(farms).stream().map(Farm::parse).toList(), true, Pauses.real());
    }

    @Override
    protected URI front() {
        return farm.front();
    }

    @Override
    protected void stop() throws Exception {
        box.close();
        ace.close();
        boxes.close();
    }

    @Test
    void other_contexts_are_left_alone() {
        String before = ace.context("other").running();

        balancer.drain("app1");
        balancer.shut("app1");

        assertThat(ace.context("other").running()).isEqualTo(before);
        assertThat(ace.context("city").running()).contains("WEB app1 no inservice", "WEB app2 inservice");
    }

    @Test
    void those_who_stick_come_in_standby_and_no_more_when_it_is_shut() throws Exception {
        balancer.drain("app1");
        String inStandby = askSticking("app1");

        boolean isNewlyShut = balancer.shut("app1");

        assertThat(inStandby).isEqualTo("app1");
        assertThat(isNewlyShut).isTrue();
        assertThat(balancer.shut("app1")).isFalse();
        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.OUT);
        assertThat(askSticking("app1")).isEqualTo("app2");
    }

    private String askSticking(String member) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(front())
                .header("Cookie", "stick=" + member)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void a_member_in_rotation_is_not_shut() {
        assertThat(balancer.shut("app1")).isFalse();
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void a_member_that_was_shut_comes_back_and_then_all_is_saved() {
        balancer.drain("app1");
        balancer.shut("app1");

        balancer.restore("app1");

        await().until(() -> balancer.member("app1").inService());
        assertThat(ace.context("city").saved()).isEqualTo("WEB app1 inservice\nWEB app2 inservice");
        assertThat(ace.context("other").saved()).isEmpty();
    }

    @Test
    void nothing_is_saved_while_another_one_is_out() throws Exception {
        ace.context("city").farm("THREE", three());
        LoadBalancer three = balancer("THREE");
        three.drain("app1");
        three.drain("app2");

        three.restore("app1");

        assertThat(ace.context("city").saved()).isEmpty();
    }

    private Map<String, URI> three() {
        Map<String, URI> three = new LinkedHashMap<>(uris);
        three.put("app3", uris.get("app1"));
        return three;
    }

    @Test
    void the_same_server_with_two_ports_is_two_members() throws Exception {
        ace.context("city").farm("PORTS", Map.of("app1 8080", uris.get("app1"), "app1 8081", uris.get("app2")));
        LoadBalancer ports = balancer("PORTS");

        ports.drain("app1:8080");

        assertThat(ports.members())
                .extracting(Member::name, Member::rotation)
                .containsExactlyInAnyOrder(
                        Tuple.tuple("app1:8080", Rotation.DRAINING), Tuple.tuple("app1:8081", Rotation.IN));
    }

    @Test
    void a_member_of_several_farms_is_out_when_it_is_out_of_each() throws Exception {
        ace.context("city").farm("TLS", Map.of("app1 443", uris.get("app1"), "app2 443", uris.get("app2")));
        LoadBalancer both = balancer("WEB", "TLS:443");

        both.drain("app1");

        assertThat(ace.context("city").running())
                .contains("WEB app1 inservice standby", "TLS app1 443 inservice standby", "TLS app2 443 inservice");
        assertThat(both.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(both.members()).hasSize(2);
    }

    @Test
    void out_of_one_farm_only_it_is_still_in() throws Exception {
        ace.context("city").farm("TLS", Map.of("app1 443", uris.get("app1"), "app2 443", uris.get("app2")));
        balancer.drain("app1");

        Member half = balancer("WEB", "TLS:443").member("app1");

        assertThat(half.rotation()).isEqualTo(Rotation.IN);
        assertThat(half.inService()).isFalse();
    }

    @Test
    void a_change_that_is_confirmed_but_not_done_is_a_failure() {
        ace.suffer(StandInFault.LIE, true);

        assertThatThrownBy(() -> balancer.drain("app1"))
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining(
                        "no effect of 'inservice standby': it reported success. It shows app1 OPERATIONAL");
    }

    @Test
    void a_change_whose_reply_is_lost_counts_when_its_effect_is_there() {
        ace.suffer(StandInFault.LOST, true);

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void a_change_whose_reply_does_not_come_counts_when_its_effect_is_there() {
        ace.suffer(StandInFault.SILENT, true);

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void broken_replies_are_an_outage_that_passes() {
        for (StandInFault fault : List.of(StandInFault.TRUNCATED, StandInFault.HUGE, StandInFault.LOST)) {
            ace.suffer(fault);
            assertThatThrownBy(balancer::members)
                    .as(fault.name())
                    .isInstanceOf(BalancerUnavailable.class)
                    .hasMessageNotContaining(Boxes.PASSWORD)
                    .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(500));
        }

        ace.suffer(StandInFault.NONE);

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(balancer.members()).hasSize(2));
    }

    @Test
    void a_state_that_nobody_knows_serves_nobody() {
        ace.context("city").pretend("WEB", "app1", "MAXCONNS THROTTLE");

        assertThat(balancer.member("app1").inService()).isFalse();
        assertThatThrownBy(() -> balancer.drain("app2")).isInstanceOf(LoadBalancer.LastMember.class);
    }

    @Test
    void what_failed_in_band_is_taken_out_before_it_is_put_back() {
        ace.context("city").pretend("WEB", "app1", "INBAND-HM-FAILED");

        balancer.restore("app1");

        await().until(() -> balancer.member("app1").inService());
        assertThat(ace.lines()).containsSubsequence("city: no inservice", "city: inservice");
    }

    @Test
    void a_farm_or_context_that_is_not_there_is_said_so() {
        assertThatThrownBy(balancer("NONE")::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("serverfarm NONE does not exist");
        assertThatThrownBy(new AceBalancer(box, "nowhere", List.of(new Farm("WEB", 0)), false, Pauses.real())::members)
                .isInstanceOf(BalancerUnavailable.class)
                .hasMessageContaining("context nowhere");
    }

    @Test
    void a_name_that_would_be_a_second_line_is_never_sent() {
        for (String name : List.of("app1\nno inservice", "app1 80", "", "a;b")) {
            assertThatThrownBy(() -> balancer.drain(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ace.lines()).noneMatch(line -> line.contains("configure"));
    }
}
