package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trikk.ledger.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sixty applications on the same two servers: two with users who never stop, the others without. */
class SharedRotationTest {
    private static final List<String> SILENT =
            IntStream.rangeClosed(1, 58).mapToObj("app%02d"::formatted).toList();
    private static final List<String> ALL =
            Stream.concat(Stream.of("shop", "parking"), SILENT.stream()).toList();

    @RegisterExtension
    static final Ground GROUND = Ground.shared(ALL.toArray(String[]::new))
            .with(inventory -> inventory.silent(SILENT).gather("2m"));

    @BeforeAll
    static void publish() throws Exception {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2,1.3");
        GROUND.fleet().silent(String.join(",", SILENT), "1.0");
        Daemon daemon = GROUND.daemon();
        String parking = daemon.deploy("parking", "1.0");
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
        daemon.awaitSuccess(parking);
    }

    @Test
    void sixty_deployments_at_once_cost_two_drains_and_no_request() throws Exception {
        Daemon daemon = GROUND.daemon();
        Fleet fleet = GROUND.fleet();
        Traffic shoppers = new Traffic(fleet, "shop", "1.0", "1.1");
        Traffic drivers = new Traffic(fleet, "parking", "1.0", "1.1");
        int drainsBefore = drains();

        for (String application : ALL) {
            daemon.sender()
                    .post(
                            """
                    {"id": "sixty-%1$s", "application": "%1$s", "version": "%2$s", "environment": "production"}"""
                                    .formatted(application, SILENT.contains(application) ? "1.0" : "1.1"));
        }
        List<Deployment> ended = new ArrayList<>();
        for (String application : ALL) {
            ended.add(awaitEnd(daemon, "sixty-" + application));
        }

        shoppers.assertNoneFailed();
        drivers.assertNoneFailed();
        assertThat(ended).allSatisfy(deployment -> assertThat(deployment.ending())
                .as(daemon.story(deployment.id()))
                .contains(Deployment.Ending.SUCCEEDED));
        assertThat(drains() - drainsBefore).as("drains in HAProxy's log").isEqualTo(2);
        assertThat(fleet.members()).isEqualTo(Map.of("web1", "UP", "web2", "UP"));
        assertThat(daemon.rotations().drained()).isEmpty();
        assertThat(fleet.ask("web2", "shop", "version")).isEqualTo("1.1");
        assertThat(List.of("app01", "app58"))
                .allSatisfy(application -> assertThat(fleet.run("web1", application, "itas", "status"))
                        .startsWith("running"));
    }

    private static Deployment awaitEnd(Daemon daemon, String request) {
        return await("the end of " + request)
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> daemon.ledger().findByRequest(request), found -> found.filter(
                                deployment -> deployment.state() == Deployment.State.ENDED)
                        .isPresent())
                .orElseThrow();
    }

    /** How often HAProxy has stopped new traffic to a member, in its own words. */
    private static int drains() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(GROUND.fleet().property("haproxy.log")))) {
            return (int) lines.filter(line -> line.matches("Server \\S+ enters drain state.*"))
                    .count();
        }
    }
}
