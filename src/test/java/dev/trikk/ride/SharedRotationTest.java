package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.cli.Exit;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Train;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sixty applications on the same two servers, two with users who never stop and the others without, are deployed by trains: one
 * command, one rotation of each pair, one report.
 */
class SharedRotationTest {
    private static final List<String> SILENT =
            IntStream.rangeClosed(1, 58).mapToObj("app%02d"::formatted).toList();
    private static final List<String> ALL =
            Stream.concat(Stream.of("shop", "parking"), SILENT.stream()).toList();

    @RegisterExtension
    static final Ground GROUND = Ground.shared(ALL.toArray(String[]::new))
            .with(inventory -> inventory.silent(SILENT).gather("2m").withoutTrains("careful"))
            .listening();

    private static final Trains TRAINS = new Trains(GROUND);

    @TempDir
    static Path home;

    private static Client client;

    @BeforeAll
    static void publish() throws Exception {
        GROUND.fleet().release("shop,parking", "1.0,1.1");
        GROUND.fleet().silent(String.join(",", SILENT), "1.1");
        Daemon daemon = GROUND.daemon();
        String parking = daemon.deploy("parking", "1.0");
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
        daemon.awaitSuccess(parking);
        TRAINS.awaitMails(2);
        client = new Client(home);
        client.trikk(Daemon.PASSWORD + "\n", "login", daemon.url());
    }

    @Test
    void one_command_for_sixty_applications_costs_two_drains_one_mail_and_no_request() throws Exception {
        Daemon daemon = GROUND.daemon();
        Fleet fleet = GROUND.fleet();
        Traffic shoppers = new Traffic(fleet, "shop", "1.0", "1.1");
        Traffic drivers = new Traffic(fleet, "parking", "1.0", "1.1");
        int drainsBefore = drains();
        List<String> mailsBefore = TRAINS.mails();

        Client.Run run = client.ok("deploy", "--all", "production", "--version", "1.1");
        Train train = daemon.ledger().train("train-3").orElseThrow();

        shoppers.assertNoneFailed();
        drivers.assertNoneFailed();
        assertThat(run.out()).contains("train-3  accepted: 60 applications", "SUCCEEDED  60 of 60 applications");
        assertThat(daemon.ledger().ofTrain(train.id()))
                .extracting(one -> one.lane().application())
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
        assertThat(TRAINS.mailSince(mailsBefore))
                .startsWith("SUCCEEDED " + train.id() + ": 60 applications -> production")
                .contains("60 deployments: 60 succeeded", "app58");
    }

    @Test
    void an_environment_that_takes_no_trains_refuses_one_by_the_name_of_that_rule() throws Exception {
        Client.Run run = client.trikk("", "deploy", "--all", "careful");

        assertThat(run.code()).isEqualTo(Exit.REJECTED.code());
        assertThat(run.err()).contains("rule \"trains\": careful takes no trains; deploy its applications one by one.");
    }

    /** How often HAProxy has stopped new traffic to a member, in its own words. */
    private static int drains() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(GROUND.fleet().property("haproxy.log")))) {
            return (int) lines.filter(line -> line.matches("Server \\S+ enters drain state.*"))
                    .count();
        }
    }
}
