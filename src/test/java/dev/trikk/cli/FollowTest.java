package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.http.ScriptedRide;
import dev.trikk.cli.http.StubDaemon;
import dev.trikk.cli.json.Json;
import dev.trikk.cli.json.Tree;
import dev.trikk.cli.view.ADeployment;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code trikk deploy} and {@code trikk watch}: what is seen of a ride, and how it ends. */
class FollowTest {
    private static final String PATH = "/api/deployments/shop-17";

    private final StubDaemon daemon = new StubDaemon();

    @AfterEach
    void theContractIsKept() {
        daemon.close();
        assertThat(daemon.breaches()).isEmpty();
    }

    private ScriptedRide ride(ADeployment... states) {
        return new ScriptedRide(
                daemon, PATH, List.of(states).stream().map(ADeployment::tree).toList());
    }

    private ScriptedRide successful() {
        return ride(ADeployment.waiting(), ADeployment.fetched(), ADeployment.rotating(), ADeployment.succeeded());
    }

    @Test
    void piped_it_is_a_line_for_whatever_happens() {
        ScriptedRide ride = successful();

        Seat.Run run = Seat.at(daemon).run("watch", "shop-17");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(ride.lastIds()).containsExactly("");
        assertThat(run.lines())
                .containsExactly(
                        "12:00:00  shop-17  accepted: shop 1.4.2 → production, 4 steps",
                        "12:00:00  shop-17  waiting: waits for shop-16",
                        "12:00:01  shop-17  started",
                        "12:00:02  shop-17  fetch    web1  ✓  0.2 s",
                        "12:00:02  shop-17  fetch    web2  ✓  0.3 s",
                        "12:00:03  shop-17  install  web1  ✓  0.2 s",
                        "12:00:03  shop-17  install  web2  ✓  0.2 s",
                        "12:00:04  shop-17  rotate   web1  ✓  1.3 s  drain 0.5, check 0.8",
                        "12:00:05  shop-17  rotate   web2  ✓  1.4 s  drain 0.5, check 0.9",
                        "12:00:17  shop-17  SUCCEEDED",
                        "✓ SUCCEEDED  shop 1.4.2 → production, 0:17 (shop-17)");
    }

    @Test
    void the_first_error_comes_first_and_the_next_command_last() {
        ride(ADeployment.rotating(), ADeployment.rolledBack());

        Seat.Run run = Seat.at(daemon).run("watch", "shop-17");

        assertThat(run.code()).isEqualTo(11);
        assertThat(run.lines())
                .endsWith(
                        "12:00:04  shop-17  rotate   web1  ✗  9.4 s  check: failed: answered 503",
                        "12:00:17  shop-17  ROLLED_BACK: web1 did not come up",
                        "✗ ROLLED_BACK  shop 1.4.2 → production, 0:17 (shop-17)",
                        "  web1 did not come up",
                        "First error: web1, rotate, check: failed: answered 503",
                        "Next: trikk log shop-17, trikk why shop-17, trikk retry shop-17");
    }

    @Test
    void a_connection_that_breaks_is_resumed_after_the_last_event() {
        ScriptedRide ride = successful().breakingAfter(1, 2);

        Seat.Run run = Seat.at(daemon).run("watch", "shop-17", "--json");

        assertThat(run.code()).isZero();
        assertThat(ride.lastIds()).startsWith("0", "1", "2");
        assertThat(run.lines())
                .extracting(line -> Json.read(line).orElseThrow().at("data").text("step"))
                .containsExactly("1", "2", "3", "");
        assertThat(Json.read(run.lines().get(3)).orElseThrow().text("ending")).isEqualTo("succeeded");
    }

    @Test
    void on_a_terminal_every_picture_fits_and_the_last_one_stays() {
        successful();

        Seat.Run run = Seat.at(daemon)
                .on(new Seat.Screen(true, 40, 5, Optional.empty()))
                .run("watch", "shop-17", "--color", "never");

        assertThat(run.code()).isZero();
        // eight pictures of at most four lines, one over the other
        assertThat(run.out().split("\u001b\\[J", -1))
                .allSatisfy(picture -> assertThat(picture.lines()).hasSizeLessThanOrEqualTo(5));
        assertThat(run.out().replaceAll("\u001b\\[[0-9]*[A-Z]", "").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
        assertThat(run.out()).endsWith("✓ SUCCEEDED  shop 1.4.2 → production, 0…\n");
    }

    @ParameterizedTest
    @CsvSource({"succeeded, 0", "failed, 10", "rolled_back, 11", "partial, 12", "cancelled, 13"})
    void the_exit_code_says_how_it_ended(String ending, int code) {
        daemon.answers(
                "GET", PATH, 200, ADeployment.rotating().ended(ending, "").tree());

        assertThat(Seat.at(daemon).run("watch", "shop-17").code()).isEqualTo(code);
        assertThat(Seat.at(daemon)
                        .run("deploy", "shop", "1.4.2", "production", "--id", "build-4711")
                        .code())
                .isEqualTo(code);
        assertThat(Seat.at(daemon)
                        .run("rollback", "shop", "production", "--id", "build-4711")
                        .code())
                .isEqualTo(code);
    }

    @Test
    void when_the_time_is_up_it_goes_on() {
        successful().until(0);
        Seat seat = Seat.at(daemon).at(new Ticking());

        Seat.Run run = seat.run("watch", "shop-17", "--timeout", "30s");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("goes on", "trikk watch shop-17", "trikk cancel shop-17");
    }

    @Test
    void ctrl_c_says_that_it_goes_on_and_cancels_nothing() throws Exception {
        ScriptedRide ride = successful().until(0);
        Seat seat = Seat.at(daemon);
        CompletableFuture<Seat.Run> run = CompletableFuture.supplyAsync(() -> seat.run("watch", "shop-17"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !seat.interrupts.isEmpty());

        seat.interrupts.get(0).run();
        ride.until(9);

        assertThat(run.get().err()).contains("It goes on without you.", "trikk watch shop-17", "trikk cancel shop-17");
        assertThat(daemon.requests()).noneMatch(request -> request.method().equals("POST"));
        assertThat(seat.interrupts).isEmpty();
    }

    @Test
    void a_daemon_that_is_away_for_a_moment_is_waited_for() {
        ScriptedRide ride = successful();
        AtomicInteger looks = new AtomicInteger();
        StubDaemon.Reply look = daemon.reply("GET", PATH);
        daemon.replies("GET", PATH, exchange -> {
            // the third look finds a proxy whose daemon is away
            if (looks.incrementAndGet() == 3) {
                StubDaemon.send(exchange, 502, "text/html", "<h1>Bad Gateway</h1>");
            } else {
                look.to(exchange);
            }
        });

        Seat.Run run = Seat.at(daemon).at(new Ticking()).run("watch", "shop-17");

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("HTTP 502", "Trying again.", "connected again");
        assertThat(ride.lastIds()).hasSize(1);
    }

    @Test
    void a_train_has_a_line_for_each_application() {
        daemon.answers(
                "GET",
                "/api/requests/build-4711",
                200,
                Tree.of(Map.of("id", "build-4711", "state", "active", "train", "train-3")));

        Seat.Run run = Seat.at(daemon).run("deploy", "--all", "staging", "--except", "taxes", "--id", "build-4711");

        assertThat(daemon.requests("POST", "/api/deployments")).singleElement().satisfies(request -> assertThat(
                        request.body())
                .isEqualTo("{\"id\":\"build-4711\",\"action\":\"train\",\"environment\":\"staging\","
                        + "\"train\":{\"all\":true,\"except\":[\"taxes\"]}}"));
        assertThat(run.code()).isEqualTo(12);
        assertThat(run.lines())
                .containsExactly(
                        "10:00:00  train-3  accepted: 3 applications → staging",
                        "10:03:00  shop-20  shop 1.5  SUCCEEDED",
                        "10:04:00  permits-8  permits 2.0  FAILED: no server can be reached",
                        "10:05:00  taxes-2  taxes 8  CANCELLED: cancelled by kari",
                        "10:05:00  train-3  PARTIAL",
                        "✗ PARTIAL  1 of 3 applications → staging, 5:00 (train-3)",
                        "First error: permits 2.0, failed: no server can be reached (permits-8)",
                        "Then:        taxes 8, cancelled: cancelled by kari (taxes-2)",
                        "Next: trikk log permits-8, trikk retry permits-8");
    }

    @Test
    void whatever_happens_is_a_line_for_each_event() {
        daemon.replies("GET", "/api/events", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (String data : List.of(
                    "{\"type\":\"STARTED\",\"deployment\":\"shop-1\",\"at\":\"2026-03-01T12:00:01Z\",\"data\":{\"application\":\"shop\",\"version\":\"1\",\"environment\":\"staging\"}}",
                    "{\"type\":\"STEPPED\",\"deployment\":\"shop-1\",\"at\":\"2026-03-01T12:00:02Z\",\"data\":{\"what\":\"fetch (web1)\",\"ok\":\"false\",\"error\":\"web1: away\"}}",
                    "{\"type\":\"ENDED\",\"deployment\":\"shop-1\",\"at\":\"2026-03-01T12:00:03Z\",\"data\":{\"ending\":\"FAILED\",\"reason\":\"no server\"}}")) {
                exchange.getResponseBody().write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
            exchange.close();
        });

        Seat.Run run = Seat.at(daemon).at(new Ticking()).run("watch", "--timeout", "60s");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.lines())
                .startsWith(
                        "12:00:01  shop-1  shop 1 → staging  started",
                        "12:00:02  shop-1  ✗ fetch (web1): web1: away",
                        "12:00:03  shop-1  FAILED: no server");
    }

    /** A clock on which every look takes three seconds. */
    private static final class Ticking extends Clock {
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant instant() {
            return Seat.NOON.plusSeconds(3L * looks.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
