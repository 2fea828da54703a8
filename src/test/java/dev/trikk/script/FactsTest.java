package dev.trikk.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.remote.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FactsTest {

    @Test
    void facts_are_found_between_the_chatter_of_commands() {
        Facts facts = facts("Stopping shop\ntrikk:previous=shop-1.0-standalone\ntrikk: done\ntrikk:bytes=12=\n");

        assertThat(facts.value("previous")).contains("shop-1.0-standalone");
        assertThat(facts.value("bytes")).contains("12=");
        assertThat(facts.values()).hasSize(2);
    }

    @Test
    void an_empty_value_is_no_value() {
        assertThat(facts("trikk:previous=\n").value("previous")).isEmpty();
    }

    @Test
    void what_was_not_reported_has_no_value() {
        assertThat(facts("").value("previous")).isEmpty();
    }

    @Test
    void the_later_of_two_counts() {
        assertThat(facts("trikk:switched=a\ntrikk:switched=b\n").value("switched"))
                .contains("b");
    }

    private static Facts facts(String stdout) {
        return Facts.of(Outcome.ok(stdout, Duration.ZERO));
    }
}
