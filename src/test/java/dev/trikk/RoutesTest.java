package dev.trikk;

import static dev.trikk.Rails.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.event.json.EventJson;
import dev.trikk.ledger.Deployment;
import dev.trikk.plan.Stage;
import dev.trikk.release.Releases.UnknownRelease;
import dev.trikk.remote.Outcome;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real route files on a real broker and a real ledger; every stage only writes down that it was there. */
class RoutesTest {
    private static final String RIDE = "fetch install switch rotate rotate disable verify prune";

    @TempDir
    Path folder;

    private Rails rails;
    private BrokerClient ci;

    @BeforeEach
    void start() throws JMSException {
        rails = new Rails(new Site(folder));
        ci = rails.client();
    }

    @AfterEach
    void stop() throws JMSException {
        ci.close();
        rails.close();
    }

    @Test
    void a_request_rides_through_the_steps_of_its_plan_in_their_order() throws JMSException {
        String answer = ci.ask(aRequest("r1"));

        Deployment ended = rails.awaitEnd("r1");
        assertThat(answer).contains("\"accepted\":true", "\"deployment\":\"" + ended.id() + "\"", "rotate one");
        assertThat(ended.ending()).contains(Deployment.Ending.SUCCEEDED);
        assertThat(rails.log).containsExactly(RIDE.split(" ", -1));
    }

    @Test
    void a_step_that_goes_wrong_ends_the_ride_before_the_next_step() throws JMSException {
        rails.works.put(
                Stage.INSTALL,
                boarding -> Rails.result(boarding, new Outcome(Outcome.Status.FAILED, 1, "", "broken", Duration.ZERO)));

        ci.ask(aRequest("r1"));

        Deployment ended = rails.awaitEnd("r1");
        assertThat(ended.ending()).contains(Deployment.Ending.FAILED);
        assertThat(ended.reason()).isEqualTo("app1: install failed with exit code 1: broken");
        assertThat(rails.log).containsExactly("fetch", "install");
    }

    @Test
    void a_step_whose_result_was_stored_is_not_done_again_when_its_message_comes_again() throws JMSException {
        AtomicBoolean killed = new AtomicBoolean();
        rails.afterLedger = () -> {
            if (killed.compareAndSet(false, true)) {
                throw new IllegalStateException("killed between the ledger's commit and the broker's");
            }
        };

        ci.ask(aRequest("r1"));

        assertThat(rails.awaitEnd("r1").ending()).contains(Deployment.Ending.SUCCEEDED);
        assertThat(killed).isTrue();
        assertThat(rails.log).containsExactly(RIDE.split(" ", -1));
    }

    @Test
    void a_stage_that_could_not_work_gets_its_message_again_later() throws JMSException {
        AtomicBoolean troubled = new AtomicBoolean();
        rails.works.put(Stage.FETCH, boarding -> {
            if (troubled.compareAndSet(false, true)) {
                throw new IllegalStateException("the stage itself could not work");
            }
            return Rails.well(boarding);
        });

        ci.ask(aRequest("r1"));

        assertThat(rails.awaitEnd("r1").ending()).contains(Deployment.Ending.SUCCEEDED);
        assertThat(rails.log).containsExactly(("fetch " + RIDE).split(" ", -1));
    }

    @Test
    void the_next_one_of_a_lane_rides_when_the_one_before_it_has_ended() throws JMSException {
        ci.ask(aRequest("r1"));
        ci.ask(aRequest("r2"));

        Deployment second = rails.awaitEnd("r2");
        Deployment first = rails.ledger.findByRequest("r1").orElseThrow();
        assertThat(second.startedAt().orElseThrow())
                .isAfterOrEqualTo(first.endedAt().orElseThrow());
        assertThat(rails.log).containsExactly((RIDE + " " + RIDE).split(" ", -1));
    }

    @Test
    void the_same_request_twice_is_one_ride_and_both_get_the_same_answer() throws JMSException {
        String request = aRequest("r1");

        String first = ci.ask(request);
        rails.awaitEnd("r1");
        String second = ci.ask(request);

        assertThat(second).isEqualTo(first);
        assertThat(rails.log).containsExactly(RIDE.split(" ", -1));
    }

    @Test
    void a_dry_run_is_answered_with_its_scripts_and_leaves_nothing_behind() throws JMSException {
        String answer =
                ci.ask("{\"id\":\"r1\",\"application\":\"shop\",\"version\":\"2\",\"environment\":\"production\","
                        + "\"options\":{\"dryRun\":true}}");

        assertThat(answer).contains("\"dryRun\":true", "\"server\":\"app1\"", "flock");
        assertThat(rails.ledger.findByRequest("r1")).isEmpty();
        assertThat(rails.log).isEmpty();
    }

    @Test
    void a_rejected_request_is_answered_with_all_reasons_and_kept_unchanged() throws JMSException {
        String request = "{\"application\":\"shopp\",\"version\":\"2\",\"environment\":\"prod\"}";

        String answer = ci.ask(request);

        assertThat(answer).contains("\"accepted\":false", "$.application", "$.environment");
        TextMessage rejected = (TextMessage) ci.take("trikk.rejected");
        assertThat(rejected.getText()).isEqualTo(request);
        assertThat(rejected.getStringProperty("TrikkReasons")).contains("$.application", "$.environment");
    }

    @Test
    void what_is_wrong_in_form_and_what_is_not_allowed_are_told_at_once() throws JMSException {
        String answer =
                ci.ask("{\"application\":\"shopp\",\"version\":17,\"environment\":\"prod\",\"colour\":\"red\"}");

        assertThat(answer).contains("$.application", "$.version", "$.environment", "colour");
    }

    @Test
    void a_version_that_does_not_exist_is_rejected_with_the_repositorys_words() throws JMSException {
        rails.releases = version -> {
            throw new UnknownRelease("there is no such version");
        };

        String answer = ci.ask("{\"application\":\"shop\",\"version\":\"404\",\"environment\":\"production\"}");

        assertThat(answer).contains("$.version", "no such version");
    }

    @Test
    void events_reach_a_reader_in_the_order_in_which_they_happened() throws JMSException {
        MessageConsumer reader =
                ci.session().createConsumer(ci.session().createQueue("Consumer.mail.VirtualTopic.trikk.events"));

        ci.ask(aRequest("r1"));

        List<String> types = new ArrayList<>();
        while (!types.contains("ENDED")) {
            TextMessage message = (TextMessage) reader.receive(Patience.LONG.toMillis());
            types.add(EventJson.read(message.getText()).type().name());
        }
        assertThat(types)
                .containsExactly(
                        "ACCEPTED",
                        "STARTED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "STEPPED",
                        "ENDED");
    }
}
