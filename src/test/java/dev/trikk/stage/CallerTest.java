package dev.trikk.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Whose name counts. */
class CallerTest {
    private final Caller caller = new Caller("trikk");

    @Test
    void it_is_the_brokers_user_whatever_the_message_says() {
        assertThat(caller.of(message("JMSXUserID", "ci", "TrikkCaller", "anna")))
                .contains("ci");
    }

    @Test
    void trikk_itself_speaks_for_others() {
        assertThat(caller.of(message("JMSXUserID", "trikk", "TrikkCaller", "anna")))
                .contains("anna");
        assertThat(caller.of(message("JMSXUserID", "trikk"))).contains("trikk");
    }

    @Test
    void a_name_that_is_none_is_nobody() {
        assertThat(caller.of(message("JMSXUserID", "trikk", "TrikkCaller", "a\nb")))
                .isEmpty();
    }

    @Test
    void nobody_is_the_sender_of_a_message_without_a_user() {
        assertThat(caller.of(message("TrikkCaller", "anna"))).isEmpty();
    }

    @Test
    void what_the_broker_has_sent_again_for_us_is_from_nobody() {
        assertThat(caller.of(message("JMSXUserID", "trikk", "TrikkCaller", "anna", "redeliveryDelay", "1000")))
                .isEmpty();
        assertThat(caller.of(
                        message("JMSXUserID", "trikk", "TrikkCaller", "anna", StageExchange.DEAD_LETTER, "gave up")))
                .isEmpty();
    }

    @Test
    void a_message_that_we_send_again_keeps_its_sender_and_not_what_it_says() {
        Exchange forged = message("JMSXUserID", "ci", "TrikkCaller", "anna");
        Exchange lost = message("JMSXUserID", "trikk", "TrikkCaller", "anna", "redeliveryDelay", "1000");

        caller.keep(forged);
        caller.keep(lost);
        forged.getMessage().setHeader("JMSXUserID", "trikk");
        lost.getMessage().removeHeader("redeliveryDelay");

        assertThat(caller.of(forged)).contains("ci");
        assertThat(caller.of(lost)).isEmpty();
    }

    private static Exchange message(String... headers) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getMessage().setHeader(headers[i], headers[i + 1]);
        }
        return exchange;
    }
}
