package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Train;
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

/**
 * Sixty applications on the same two servers, two with users who never stop and the others without, are deployed by trains: one
 * request, one rotation of each pair, one report.
 */
class SharedRotationTest {
    private static final List<String> SILENT =
            IntStream.rangeClosed(1, 58).mapToObj("app%02d"::formatted).toList();
    private static final List<String> ALL =
            Stream.concat(Stream.of("shop", "parking"), SILENT.stream()).toList();

    /** The environment's, and operations. */
    private static final int READERS = 2;

    @RegisterExtension
    static final Ground GROUND = Ground.shared(ALL.toArray(String[]::new))
            .with(inventory -> inventory.silent(SILENT).gather("2m").withoutTrains("careful"));

    @BeforeAll
    static void publish() throws Exception {
        GROUND.fleet().release("shop,parking", "1.0,1.1,1.2");
        GROUND.fleet().broken("start", "parking", "1.3");
        GROUND.fleet().silent(String.join(",", SILENT), "1.1");
        Daemon daemon = GROUND.daemon();
        String parking = daemon.deploy("parking", "1.0");
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
        daemon.awaitSuccess(parking);
        await().until(() -> mails().size() == 2 * READERS);
    }

    @Test
    void one_request_for_sixty_applications_costs_two_drains_one_mail_and_no_request() throws Exception {
        Daemon daemon = GROUND.daemon();
        Fleet fleet = GROUND.fleet();
        Traffic shoppers = new Traffic(fleet, "shop", "1.0", "1.1", "1.2");
        Traffic drivers = new Traffic(fleet, "parking", "1.0", "1.1");
        int drainsBefore = drains();
        List<String> mailsBefore = mails();

        JsonNode answer = train("production", "\"all\": true, \"version\": \"1.1\"");
        Train train = awaitEnd(answer);

        shoppers.assertNoneFailed();
        drivers.assertNoneFailed();
        assertThat(answer.path("accepted").booleanValue()).as(answer.toString()).isTrue();
        assertThat(answer.path("deployments"))
                .extracting(one -> one.path("application").textValue())
                .containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(train.deployments())
                .allSatisfy(id -> assertThat(daemon.deployment(id).ending())
                        .as(daemon.story(id))
                        .contains(Ending.SUCCEEDED));
        assertThat(train.ending()).contains(Ending.SUCCEEDED);
        assertThat(drains() - drainsBefore).as("drains in HAProxy's log").isEqualTo(2);
        assertThat(fleet.members()).isEqualTo(Map.of("web1", "UP", "web2", "UP"));
        assertThat(daemon.rotations().drained()).isEmpty();
        assertThat(fleet.ask("web2", "shop", "version")).isEqualTo("1.1");
        assertThat(List.of("app01", "app58"))
                .allSatisfy(application -> assertThat(fleet.run("web1", application, "itas", "status"))
                        .startsWith("running"));
        assertThat(mailSince(mailsBefore))
                .startsWith("SUCCEEDED " + train.id() + ": 60 applications -> production")
                .contains("60 deployments: 60 succeeded", "app58");
    }

    @Test
    void where_one_of_two_fails_the_train_is_partial_and_its_mail_begins_with_the_first_error() throws Exception {
        List<String> mailsBefore = mails();

        JsonNode answer = train(
                "production",
                "\"deployments\": [{\"application\": \"shop\", \"version\": \"1.2\"},"
                        + " {\"application\": \"parking\", \"version\": \"1.3\"}]");
        Train train = awaitEnd(answer);

        assertThat(train.ending()).contains(Ending.PARTIAL);
        assertThat(GROUND.daemon().ledger().ofTrain(train.id()))
                .extracting(deployment -> deployment.lane().application() + " "
                        + deployment.ending().orElseThrow())
                .containsExactly("parking ROLLED_BACK", "shop SUCCEEDED");
        String parking = train.deployments().get(0);
        assertThat(mailSince(mailsBefore))
                .startsWith("PARTIAL " + train.id() + ": 2 applications -> production")
                .containsSubsequence(
                        "2 deployments: 1 succeeded, 1 rolled back",
                        "WHAT DID NOT SUCCEED",
                        "parking 1.3 (" + parking + ") ROLLED_BACK: web",
                        "ALL DEPLOYMENTS",
                        "shop",
                        "trikk control retry " + parking);
    }

    @Test
    void an_environment_that_takes_no_trains_refuses_one_by_the_name_of_that_rule() throws Exception {
        JsonNode answer = train("careful", "\"all\": true");

        assertThat(answer.path("accepted").booleanValue()).as(answer.toString()).isFalse();
        assertThat(answer.path("problems"))
                .extracting(problem -> problem.path("path").textValue() + ": "
                        + problem.path("reason").textValue())
                .containsExactly("$.environment: rule \"trains\": careful takes no trains; deploy its applications one"
                        + " by one.");
    }

    private static JsonNode train(String environment, String load) throws Exception {
        return GROUND.daemon()
                .sender()
                .ask("{\"action\": \"train\", \"environment\": \"%s\", \"train\": {%s}}".formatted(environment, load));
    }

    private static Train awaitEnd(JsonNode answer) {
        String id = answer.path("train").textValue();
        assertThat(id).as(answer.toString()).isNotNull();
        return await("the end of " + id)
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> GROUND.daemon().ledger().train(id).orElseThrow(), train -> train.endedAt()
                        .isPresent());
    }

    /** What was written to the environment's readers and to operations: each mail once for each of the two. */
    private static List<String> mails() throws Exception {
        return GROUND.daemon().mailsTo("team@example.org");
    }

    /**
     * The one mail that has come since: mails are sent in order, so none of a deployment is still on its way. The server lists
     * them reader by reader.
     */
    private static String mailSince(List<String> before) throws Exception {
        await("a mail").until(() -> mails().size() >= before.size() + READERS);
        List<String> since = new ArrayList<>(mails());
        before.forEach(since::remove);
        assertThat(since).as("one mail").hasSize(READERS);
        assertThat(since.get(1)).isEqualTo(since.get(0));
        return since.get(0);
    }

    /** How often HAProxy has stopped new traffic to a member, in its own words. */
    private static int drains() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(GROUND.fleet().property("haproxy.log")))) {
            return (int) lines.filter(line -> line.matches("Server \\S+ enters drain state.*"))
                    .count();
        }
    }
}
