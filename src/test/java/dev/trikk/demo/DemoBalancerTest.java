package dev.trikk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.rotation.App;
import dev.trikk.rotation.LoadBalancer;
import dev.trikk.rotation.LoadBalancerContract;
import dev.trikk.rotation.Member;
import dev.trikk.rotation.Pauses;
import dev.trikk.rotation.haproxy.HaproxyBalancer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoBalancerTest extends LoadBalancerContract {

    private DemoBalancer demo;

    @Override
    protected LoadBalancer start(Map<String, URI> members) throws IOException {
        demo = new DemoBalancer("city", members);
        return new HaproxyBalancer(demo.address(), "city", Pauses.real());
    }

    @Override
    protected URI front() {
        return demo.uri();
    }

    @Override
    protected void stop() throws IOException {
        demo.close();
    }

    @Test
    void sixty_slow_requests_are_served_at_once() throws IOException {
        try (App app = new App("slow");
                DemoBalancer busy = new DemoBalancer("busy", Map.of("slow", app.uri()))) {
            LoadBalancer balancer = new HaproxyBalancer(busy.address(), "busy", Pauses.real());

            List<CompletableFuture<HttpResponse<String>>> answers =
                    Stream.generate(() -> get(busy, "/slow")).limit(60).toList();
            await().untilAsserted(
                            () -> assertThat(balancer.member("slow").sessions()).isEqualTo(60));
            app.letGo();

            assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnly(200);
            assertThat(busy.requests()).isEqualTo(60);
            assertThat(busy.failures()).isZero();
        }
    }

    @Test
    void a_request_for_a_member_that_just_died_goes_to_another() throws IOException {
        App dying = new App("dying");
        try (App living = new App("living");
                DemoBalancer both = new DemoBalancer("both", Map.of("dying", dying.uri(), "living", living.uri()))) {
            dying.close();

            List<String> answers =
                    Stream.generate(() -> get(both, "/").join().body()).limit(4).toList();

            assertThat(answers).containsOnly("living");
            assertThat(both.requests()).isEqualTo(4);
            assertThat(both.failures()).isZero();
        }
    }

    @Test
    void a_member_that_comes_back_is_used_again() throws IOException {
        App first = new App("first");
        int port = first.uri().getPort();
        try (DemoBalancer single = new DemoBalancer("single", Map.of("app", first.uri()))) {
            LoadBalancer balancer = new HaproxyBalancer(single.address(), "single", Pauses.real());
            first.close();
            int whileDown = get(single, "/").join().statusCode();

            try (App second = new App("second", port)) {
                await().until(() -> balancer.members().stream().allMatch(Member::inService));

                assertThat(whileDown).isEqualTo(503);
                assertThat(single.failures()).isEqualTo(1);
                assertThat(get(single, "/").join().body()).isEqualTo("second");
            }
        }
    }

    @Test
    void a_post_is_passed_on_once() {
        HttpRequest post = HttpRequest.newBuilder(demo.uri().resolve("/"))
                .POST(BodyPublishers.ofString("text"))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .sendAsync(post, BodyHandlers.ofString())
                .join();

        assertThat(answer.body()).startsWith("app");
        assertThat(demo.requests()).isEqualTo(1);
    }

    private static CompletableFuture<HttpResponse<String>> get(DemoBalancer balancer, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(balancer.uri().resolve(path)).build();
        return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
    }
}
