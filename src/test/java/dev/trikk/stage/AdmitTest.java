package dev.trikk.stage;

import static dev.trikk.Fixtures.aPlan;
import static dev.trikk.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmitTest {
    private final Scene scene = new Scene();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void close() {
        camel.stop();
        scene.close();
    }

    @Test
    void who_has_its_turn_goes_to_its_first_stage() {
        String first = accepted("r1");

        Exchange admitted = admit(first);

        assertThat(admitted.getMessage().getHeader(StageExchange.NEXT)).isEqualTo("fetch");
        assertThat(StageExchange.deployment(admitted)).isEqualTo(first);
    }

    @Test
    void the_message_of_one_that_has_to_wait_ends_here() {
        accepted("r1");

        assertThat(admit(accepted("r2")).isRouteStop()).isTrue();
    }

    @Test
    void the_message_of_one_that_was_cancelled_before_its_turn_calls_whoever_waited_for_it() {
        String cancelled = accepted("r1");
        String waiting = accepted("r2");
        admit(waiting);
        scene.ledger.cancelWaiting(cancelled, "cancelled by kari");

        Exchange admitted = admit(cancelled);

        assertThat(admitted.getMessage().getHeader(StageExchange.NEXT)).isEqualTo("admit");
        assertThat(StageExchange.deployment(admitted)).isEqualTo(waiting);
    }

    @Test
    void the_message_of_one_that_was_cancelled_ends_here_when_nobody_waits() {
        String cancelled = accepted("r1");
        scene.ledger.cancelWaiting(cancelled, "cancelled by kari");

        assertThat(admit(cancelled).isRouteStop()).isTrue();
    }

    private String accepted(String requestId) {
        return scene.ledger
                .accept(aRequest(requestId, "shop", "2.0"), aPlan("shop", "2.0"))
                .id();
    }

    private Exchange admit(String id) {
        Exchange exchange = new DefaultExchange(camel);
        StageExchange.pointAtAdmit(exchange, id);
        new Admit(scene.ledger, scene.open()).process(exchange);
        return exchange;
    }
}
