package dev.trikk.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.plan.Stage;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What is told to who asks why, and to who was not understood. */
class ControlTest extends ControlCase {
    @Test
    void why_tells_who_is_ahead() {
        String ahead =
                scene.boarded(aPlanWithoutOthers(), Stage.ROTATE).deployment().id();
        String waiting = givenWaiting();
        scene.ledger.admit(waiting);

        String says = answer(send("why", waiting));

        assertThat(says)
                .contains(waiting + " has not begun: waits for " + ahead)
                .contains("Ahead of it: " + ahead + " is on its way: step 3 of 7, rotate one (proxy1, app1).");
    }

    @Test
    void why_tells_the_open_alarm_and_what_to_type() {
        String id = givenParked(Stage.ROTATE);

        String says = answer(send("why", id));

        assertThat(says)
                .contains("shop 2 to production, asked for by kari")
                .contains("has stopped at step 3 of 7, rotate one (proxy1, app1): the stage broke")
                .contains("trikk control retry " + id, "trikk control cancel " + id)
                .contains("Open alarm since", "look after it");
    }

    @Test
    void why_tells_that_the_next_stage_is_paused_and_what_to_type() {
        String id =
                scene.boarded(aPlanWithoutOthers(), Stage.FETCH).deployment().id();
        scene.pauses.pause("rotate", "anna", "not yet");
        scene.pauses.pause("fetch", "anna", "the repository is moved");

        String says = answer(send("why", id));

        assertThat(says)
                .contains("fetch is paused by anna since 1970-01-01T00:00:00Z: the repository is moved;"
                        + " trikk stages resume fetch lets it go on.")
                .doesNotContain("rotate is paused");
    }

    @Test
    void why_knows_requests_too() {
        String id = givenWaiting();

        String says = answer(send("why", deployment(id).request().id()));

        assertThat(says).contains("\"deployment\":\"" + id);
    }

    @Test
    void an_unknown_deployment_is_refused_with_the_one_that_was_meant() {
        String id =
                scene.boarded(aPlanWithoutOthers(), Stage.FETCH).deployment().id();

        String says = answer(send("cancel", id.replace("shop", "sohp")));

        assertThat(says).contains("\"done\":false", "did you mean " + id + "?");
    }

    @Test
    void what_is_no_command_is_answered_with_what_is_wrong_with_it() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody("{\"command\": \"cancle\", \"deployment\": \"shop-1\"}");

        control.process(exchange);

        assertThat(answer(exchange)).contains("\"done\":false", "$.by: This field is missing.", "$.command");
        assertThat(next(exchange)).isNull();
    }
}
