package dev.trikk.rotation.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.Patience;
import dev.trikk.rotation.App;
import dev.trikk.rotation.Drains;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancer.LastMember;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Member.Rotation;
import dev.trikk.rotation.Pauses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that are servers of several backends, and what a reload or a person does to them meanwhile. */
class HaproxyBackendsTest {
    private final App one = new App("app1");
    private final App two = new App("app2");

    @TempDir
    private Path directory;

    private HaproxyProcess haproxy;
    private LoadBalancer balancer;

    @BeforeEach
    void start() throws Exception {
        haproxy = new HaproxyProcess(
                directory, Map.of("app1", one.uri(), "app2", two.uri()), "weight 20 check inter 100ms");
        balancer = new HaproxyBalancer(haproxy.tcp(), List.of("city", "town"), Pauses.real());
        await().until(() -> balancer.members().stream().allMatch(Member::inService));
    }

    @AfterEach
    void stop() throws Exception {
        haproxy.close();
        one.close();
        two.close();
    }

    @Test
    void a_drained_member_is_drained_in_all_and_its_weight_is_kept() throws IOException {
        haproxy.ask("set server town/app1 weight 7");

        balancer.drain("app1");
        String drained = haproxy.ask("get weight city/app1", "get weight town/app1");
        boolean isOutOfBoth = isDrained("city") && isDrained("town");
        balancer.restore("app1");

        assertThat(isOutOfBoth).isTrue();
        assertThat(drained).contains("20 (initial 20)", "7 (initial 20)");
        assertThat(haproxy.ask("get weight city/app1", "get weight town/app1")).isEqualTo(drained);
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void a_member_that_is_half_out_gets_traffic_but_is_no_reserve() throws IOException {
        haproxy.ask("set server town/app1 state drain");

        Member half = balancer.member("app1");

        assertThat(half.rotation()).isEqualTo(Rotation.IN);
        assertThat(half.inService()).isFalse();
        assertThatThrownBy(() -> balancer.drain("app2"))
                .isInstanceOf(LastMember.class)
                .hasMessageContaining("app2 is the last member in service")
                .hasMessageContaining("backend town");
        assertThat(balancer.member("app2").inService()).isTrue();
    }

    @Test
    void a_member_that_is_half_out_can_be_taken_out_and_put_back() throws IOException {
        haproxy.ask("set server town/app1 state drain");

        balancer.drain("app1");
        Rotation drained = balancer.member("app1").rotation();
        haproxy.ask("set server town/app1 state ready");
        balancer.restore("app1");

        assertThat(drained).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void maintenance_in_one_backend_is_left_there() throws IOException {
        haproxy.ask("set server town/app1 state maint");

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(new HaproxyBalancer(haproxy.tcp(), "town", Pauses.real())
                        .member("app1")
                        .rotation())
                .isEqualTo(Rotation.OUT);
    }

    @Test
    void a_reload_that_puts_a_drained_member_back_is_noticed() throws Exception {
        LoadBalancer byMaster = new HaproxyBalancer(haproxy.master(), List.of("city", "town"), Pauses.real());
        byMaster.drain("app1");

        haproxy.reload();

        Drains drains = new Drains(Pauses.real(), Clock.systemUTC(), Duration.ofMillis(50));
        assertThat(drains.awaitQuiet(byMaster, "app1", Patience.LONG).result()).isEqualTo(Drains.Result.UNDONE);
    }

    @Test
    void a_master_asked_as_if_it_were_a_worker_is_told_apart() {
        LoadBalancer wrong = new HaproxyBalancer(
                URI.create("unix:" + haproxy.master().getPath()),
                List.of("city"),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Pauses.real());

        assertThatThrownBy(wrong::members).hasMessageContaining("no complete reply within 500 ms");
    }

    @Test
    void a_backend_named_twice_or_none_is_refused() {
        for (List<String> backends : List.of(List.<String>of(), List.of("city", "city"))) {
            assertThatThrownBy(() -> new HaproxyBalancer(haproxy.tcp(), backends, Pauses.real()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private boolean isDrained(String backend) {
        return new HaproxyBalancer(haproxy.tcp(), backend, Pauses.real())
                        .member("app1")
                        .rotation()
                == Rotation.DRAINING;
    }
}
