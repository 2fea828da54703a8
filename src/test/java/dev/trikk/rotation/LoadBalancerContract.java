package dev.trikk.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trikk.Patience;
import dev.trikk.rotation.Drains.Result;
import dev.trikk.rotation.LoadBalancer.LastMember;
import dev.trikk.rotation.Member.Rotation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every load balancer must do, seen from its clients and through its port. */
public abstract class LoadBalancerContract {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, App> apps = new LinkedHashMap<>();
    private final Drains drains = new Drains(Pauses.real(), Clock.systemUTC(), Duration.ofMillis(50));
    private LoadBalancer balancer;

    /** Starts a balancer in front of these members, all of them in rotation. */
    protected abstract LoadBalancer start(Map<String, URI> members) throws Exception;

    /** Where its clients ask. */
    protected abstract URI front();

    protected abstract void stop() throws Exception;

    @BeforeEach
    void startBalancer() throws Exception {
        Map<String, URI> members = new LinkedHashMap<>();
        for (String name : List.of("app1", "app2")) {
            apps.put(name, new App(name));
            members.put(name, apps.get(name).uri());
        }
        balancer = start(members);
        await().untilAsserted(() -> assertThat(balancer.members()).allMatch(Member::inService));
    }

    @AfterEach
    void stopBalancer() throws Exception {
        apps.values().forEach(App::close);
        stop();
    }

    @Test
    void all_members_are_shown_in_service_and_quiet() {
        assertThat(balancer.members())
                .containsExactlyInAnyOrder(
                        new Member("app1", Rotation.IN, true, 0), new Member("app2", Rotation.IN, true, 0));
        assertThat(answers()).containsExactly("app1", "app2");
    }

    @Test
    void a_drained_member_gets_no_new_request() {
        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app2").rotation()).isEqualTo(Rotation.IN);
        assertThat(answers()).containsExactly("app2");
    }

    @Test
    void a_drained_member_finishes_what_it_serves_and_its_sessions_are_counted() {
        List<CompletableFuture<HttpResponse<String>>> slow = List.of(ask("/slow"), ask("/slow"));
        awaitSessions("app1", 1);

        balancer.drain("app1");
        Member draining = balancer.member("app1");
        apps.values().forEach(App::letGo);

        assertThat(draining.sessions()).isEqualTo(1);
        assertThat(slow).extracting(answer -> answer.join().statusCode()).containsOnly(200);
        awaitSessions("app1", 0);
    }

    @Test
    void a_restored_member_gets_requests_again() {
        balancer.drain("app1");

        balancer.restore("app1");

        assertThat(balancer.member("app1").inService()).isTrue();
        assertThat(answers()).containsExactly("app1", "app2");
    }

    @Test
    void draining_twice_and_restoring_twice_changes_nothing_more() {
        balancer.drain("app1");
        balancer.drain("app1");
        Member drained = balancer.member("app1");

        balancer.restore("app1");
        balancer.restore("app1");

        assertThat(drained.rotation()).isEqualTo(Rotation.DRAINING);
        assertThat(balancer.member("app1").inService()).isTrue();
    }

    @Test
    void the_last_member_in_service_is_not_drained() {
        balancer.drain("app1");

        assertThatThrownBy(() -> balancer.drain("app2"))
                .isInstanceOf(LastMember.class)
                .hasMessageContaining("app2 is the last member in service");

        assertThat(balancer.member("app2").inService()).isTrue();
        assertThat(answers()).containsExactly("app2");
    }

    @Test
    void a_member_that_is_down_counts_for_nothing_and_may_always_leave() {
        apps.get("app1").close();
        await().until(() -> !balancer.member("app1").healthy());

        balancer.drain("app1");

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
        assertThatThrownBy(() -> balancer.drain("app2")).isInstanceOf(LastMember.class);
    }

    @Test
    void where_nobody_is_in_service_anybody_may_leave() {
        apps.values().forEach(App::close);

        // the balancer sends them traffic until it is sure that both are down
        await().untilAsserted(() -> assertThatCode(() -> balancer.drain("app1")).doesNotThrowAnyException());

        assertThat(balancer.member("app1").rotation()).isEqualTo(Rotation.DRAINING);
    }

    @Test
    void members_restarted_one_after_the_other_cost_no_request() {
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Set<Integer>>> clients =
                Stream.generate(() -> load(over)).limit(4).toList();

        for (String name : List.of("app1", "app2")) {
            balancer.drain(name);
            assertThat(drains.awaitQuiet(balancer, name, Patience.LONG).result())
                    .isEqualTo(Result.QUIET);
            restart(name);
            balancer.restore(name);
            assertThat(drains.awaitInService(balancer, name, Patience.LONG)).isTrue();
        }
        over.set(true);

        assertThat(clients).allSatisfy(statuses -> assertThat(statuses.join()).containsExactly(200));
    }

    private void restart(String name) {
        int port = apps.get(name).uri().getPort();
        apps.get(name).close();
        await().until(() -> !balancer.member(name).healthy());
        apps.put(name, new App(name, port));
    }

    private CompletableFuture<Set<Integer>> load(AtomicBoolean over) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Set<Integer> statuses = new TreeSet<>();
                    while (!over.get()) {
                        statuses.add(ask("/").join().statusCode());
                    }
                    return statuses;
                },
                command -> new Thread(command, "load").start());
    }

    @Test
    void an_unknown_member_is_named_together_with_the_known_ones() {
        assertThatThrownBy(() -> balancer.drain("app3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("app3")
                .hasMessageContaining("[app1, app2]");
        assertThatThrownBy(() -> balancer.restore("app3")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_two_members_drained_at_the_same_moment_one_stays() {
        List<CompletableFuture<Void>> drains = Stream.of("app1", "app2")
                .map(name -> CompletableFuture.runAsync(() -> balancer.drain(name)))
                .toList();

        assertThat(drains).filteredOn(drain -> failed(drain, LastMember.class)).hasSize(1);
        assertThat(balancer.members()).filteredOn(Member::inService).hasSize(1);
    }

    private static boolean failed(CompletableFuture<Void> work, Class<? extends Exception> kind) {
        try {
            work.join();
            return false;
        } catch (CompletionException failure) {
            return kind.isInstance(failure.getCause());
        }
    }

    private void awaitSessions(String member, int sessions) {
        await().untilAsserted(
                        () -> assertThat(balancer.member(member).sessions()).isEqualTo(sessions));
    }

    /** Who answers, if one asks often enough. */
    private Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        for (int request = 0; request < 6; request++) {
            answers.add(ask("/").join().body());
        }
        return answers;
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        HttpRequest request = HttpRequest.newBuilder(front().resolve(path)).build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
