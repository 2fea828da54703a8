package dev.trikk.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trikk.ledger.Deployment;
import dev.trikk.ledger.Deployment.Ending;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTest {
    private final Recipients recipients = new Recipients(List.of("operations@example.org"));

    @Test
    void a_report_goes_to_the_readers_of_the_environment_operations_and_who_asked() {
        assertThat(recipients.of(Shop.ended(Ending.FAILED)))
                .containsExactly("readers@example.org", "operations@example.org", "kari@example.org");
    }

    @Test
    void nobody_gets_it_twice() {
        Deployment deployment = askedBy("Operations@Example.org");

        assertThat(recipients.of(deployment)).containsExactly("readers@example.org", "operations@example.org");
    }

    @Test
    void who_asked_without_an_address_gets_nothing() {
        assertThat(recipients.of(askedBy("jenkins"))).containsExactly("readers@example.org", "operations@example.org");
    }

    @Test
    void a_rejected_request_goes_to_operations_and_who_sent_it() {
        assertThat(recipients.ofRejected(Shop.rejected(Map.of("requestedBy", "ola@example.org"))))
                .containsExactly("operations@example.org", "ola@example.org");
        assertThat(new Recipients(List.of()).ofRejected(Shop.rejected(Map.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "kari.o'hara+trikk@mail.example.org", "x_1%y=z@example-1.org"})
    void these_are_addresses(String text) {
        assertThat(Recipients.isAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kari",
                "kari@",
                "@example.org",
                "kari@example.org\r\nBcc: all@example.org",
                "kari@example.org\n",
                "kari@example.org, all@example.org",
                "kari@example.org;all@example.org",
                "Kari <kari@example.org>",
                "kari@@example.org",
                ".kari@example.org",
                "ka..ri@example.org",
                "kari@-example.org",
                "kari@example..org",
                "\"kari\"@example.org",
                "ka\u0000ri@example.org",
                "kåri@example.org"
            })
    void these_are_not(String text) {
        assertThat(Recipients.isAddress(text)).isFalse();
        assertThat(recipients.of(askedBy(text))).hasSize(2);
    }

    @Test
    void an_address_of_operations_that_is_none_stops_the_start() {
        assertThatThrownBy(() -> new Recipients(List.of("nobody\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an e-mail address: nobody\\n");
    }

    private static Deployment askedBy(String who) {
        return Shop.ended(Ending.FAILED, "", Shop.request(who, ""));
    }
}
