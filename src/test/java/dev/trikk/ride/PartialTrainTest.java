package dev.trikk.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.ledger.Deployment.Ending;
import dev.trikk.ledger.Train;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A train of which one deployment does not arrive. */
class PartialTrainTest {
    @RegisterExtension
    static final Ground GROUND = Ground.shared("shop", "parking").with(inventory -> inventory.within("20s"));

    private static final Trains TRAINS = new Trains(GROUND);

    @BeforeAll
    static void publish() throws Exception {
        GROUND.fleet().release("shop,parking", "1.0,1.2");
        GROUND.fleet().broken("start", "parking", "1.3");
        Daemon daemon = GROUND.daemon();
        String parking = daemon.deploy("parking", "1.0");
        daemon.awaitSuccess(daemon.deploy("shop", "1.0"));
        daemon.awaitSuccess(parking);
        TRAINS.awaitMails(2);
    }

    @Test
    void where_one_of_two_fails_the_train_is_partial_and_its_mail_begins_with_the_first_error() throws Exception {
        List<String> mailsBefore = TRAINS.mails();

        JsonNode answer = TRAINS.send(
                "production",
                "\"deployments\": [{\"application\": \"shop\", \"version\": \"1.2\"},"
                        + " {\"application\": \"parking\", \"version\": \"1.3\"}]");
        Train train = TRAINS.awaitEnd(answer);

        assertThat(train.ending()).contains(Ending.PARTIAL);
        assertThat(GROUND.daemon().ledger().ofTrain(train.id()))
                .extracting(deployment -> deployment.lane().application() + " "
                        + deployment.ending().orElseThrow())
                .containsExactly("parking ROLLED_BACK", "shop SUCCEEDED");
        String parking = train.deployments().get(0);
        assertThat(TRAINS.mailSince(mailsBefore))
                .startsWith("PARTIAL " + train.id() + ": 2 applications -> production")
                .containsSubsequence(
                        "2 deployments: 1 succeeded, 1 rolled back",
                        "WHAT DID NOT SUCCEED",
                        "parking 1.3 (" + parking + ") ROLLED_BACK: web",
                        "ALL DEPLOYMENTS",
                        "shop",
                        "trikk control retry " + parking);
    }
}
