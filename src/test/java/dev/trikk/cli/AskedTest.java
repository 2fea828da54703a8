package dev.trikk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.http.StubDaemon;
import dev.trikk.cli.view.ADeployment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code trikk deploy}: what is asked for, and what becomes of it. */
class AskedTest {
    private static final String LOOK = "/api/requests/build-4711";

    private final StubDaemon daemon = new StubDaemon();

    @AfterEach
    void theContractIsKept() {
        daemon.close();
        assertThat(daemon.breaches()).isEmpty();
    }

    @Test
    void a_request_says_what_was_typed() {
        daemon.answers(
                "GET", "/api/deployments/shop-17", 200, ADeployment.succeeded().tree());

        Seat.at(daemon)
                .run(
                        "deploy",
                        "shop",
                        "1.4.2",
                        "production",
                        "--id",
                        "build-4711",
                        "--comment",
                        "Parking fees",
                        "--issue",
                        "SHOP-17",
                        "--issue",
                        "SHOP-18",
                        "--again");

        assertThat(daemon.requests("POST", "/api/deployments"))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .isEqualTo("{\"id\":\"build-4711\",\"application\":\"shop\",\"version\":\"1.4.2\","
                                + "\"environment\":\"production\",\"comment\":\"Parking fees\","
                                + "\"issues\":[\"SHOP-17\",\"SHOP-18\"],\"options\":{\"again\":true}}"))
                .satisfies(request -> assertThat(request.headers()).containsEntry("Idempotency-key", "build-4711"));
    }

    @Test
    void without_waiting_it_says_how_to_follow() {
        Seat.Run run = Seat.at(daemon).run("deploy", "shop", "1.4.2", "production", "--id", "build-4711", "--no-wait");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("On the queue as build-4711. To follow it: trikk watch build-4711\n");
        assertThat(daemon.requests()).hasSize(1);
    }

    @Test
    void a_request_is_waited_for_while_it_is_on_the_queue() {
        AtomicInteger looks = new AtomicInteger();
        daemon.replies("GET", LOOK, exchange -> {
            boolean known = looks.incrementAndGet() > 13;
            StubDaemon.send(
                    exchange,
                    known ? 200 : 404,
                    known ? "application/json" : "application/problem+json",
                    known
                            ? "{\"id\":\"build-4711\",\"state\":\"rejected\",\"reason\":\"production is frozen\"}"
                            : "{\"title\":\"no\",\"status\":404,\"detail\":\"Unknown.\"}");
        });
        Seat seat = Seat.at(daemon);

        Seat.Run run = seat.run("deploy", "shop", "1.4.2", "production", "--id", "build-4711");

        assertThat(run.code()).isEqualTo(14);
        assertThat(run.err())
                .contains("no daemon has taken it yet", "rejected, and nothing was done: production is frozen");
        assertThat(seat.pauses).hasSize(12).last().isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_request_that_is_refused_at_once_is_rejected_with_every_reason() {
        daemon.answers(
                "POST",
                "/api/deployments",
                422,
                "{\"title\":\"Not understood\",\"status\":422,\"detail\":\"The request is not understood:\","
                        + "\"problems\":[{\"path\":\"$.version\",\"reason\":\"is no version\"}]}");

        Seat.Run run = Seat.at(daemon).run("deploy", "shop", "..", "production");

        assertThat(run.code()).isEqualTo(14);
        assertThat(run.err()).contains("The request is not understood:\n", "$.version: is no version");
    }

    @Test
    void a_request_that_was_rejected_before_is_told_what_it_becomes_now() {
        AtomicInteger looks = new AtomicInteger();
        daemon.replies(
                "GET",
                LOOK,
                exchange -> StubDaemon.send(
                        exchange,
                        200,
                        "application/json",
                        "{\"id\":\"build-4711\",\"state\":\"rejected\",\"reason\":\"%s\",\"rejectedAt\":\"%s\"}"
                                .formatted(
                                        looks.get() < 3 ? "frozen" : "no such version",
                                        looks.getAndIncrement() < 3
                                                ? "2026-11-29T08:00:00Z"
                                                : "2026-11-29T12:00:00Z")));

        Seat.Run run = Seat.at(daemon).run("deploy", "shop", "1.4.2", "production", "--id", "build-4711");

        assertThat(run.code()).isEqualTo(14);
        assertThat(run.err()).contains("no such version").doesNotContain("frozen");
    }

    @Test
    void a_daemon_that_restarts_while_the_request_is_on_the_queue_is_waited_for() {
        AtomicInteger looks = new AtomicInteger();
        daemon.answers(
                "GET", "/api/deployments/shop-17", 200, ADeployment.succeeded().tree());
        daemon.replies("GET", LOOK, exchange -> {
            if (looks.incrementAndGet() == 2) {
                StubDaemon.send(exchange, 502, "text/html", "<h1>Bad Gateway</h1>");
            } else {
                StubDaemon.send(
                        exchange,
                        200,
                        "application/json",
                        "{\"id\":\"build-4711\",\"deployment\":\"shop-17\",\"state\":\"active\"}");
            }
        });

        Seat.Run run = Seat.at(daemon).run("deploy", "shop", "1.4.2", "production", "--id", "build-4711");

        assertThat(run.code()).isZero();
        assertThat(looks).hasValueGreaterThan(2);
    }
}
