package dev.trikk.inventory.yaml;

import static dev.trikk.inventory.yaml.BadInventoryTest.sentences;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same for the rules of an environment. */
class BadRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trains: false | trains: never | trains must be true or false.",
                "approval: another | approval: others | approval must be none or anyone or another.",
                "mayDeploy: [ci, operator, anna] | mayDeploy: anna | mayDeploy must be a list: [one, two].",
                "atOnce: 4 | atOnce: 0 | atOnce must be a number from 1 to 1000.",
                "zone: Europe/Oslo | zone: Europe/Olso | There is no time zone \"Europe/Olso\"; write one such as "
                        + "Europe/Oslo.",
                "0 16 * * FRI | 0 25 * * FRI | cron is \"0 25 * * FRI\", but must be minute, hour, day of the month, "
                        + "month and day of the week, such as \"0 16 * * FRI\".",
                "for: 64h | for: 745h | for must be at most 744h; write longer times with from and until.",
                "for: 64h, | `` | for is missing.",
                "for: 64h | for: 64h, until: 2027-01-02T08:00 | There is no key \"until\" here.",
                "until: 2027-01-02T08:00 | until: 2026-01-02T08:00 | until must come after from.",
                "until: 2027-01-02T08:00 | until: 2027-02-30T08:00 | until is \"2027-02-30T08:00\", which is in no "
                        + "calendar.",
                "until: 2027-01-02T08:00, | `` | until is missing.",
                "reason: weekend | reason: '' | reason is \"\", but must be one line of text.",
                "rollbacks: false | rollbacks: no | rollbacks must be true or false."
            })
    void one_mistake_gives_one_sentence(String before, String after, String sentence) throws IOException {
        assertThat(sentences(InventoryText.example().with(before, after))).containsExactly(sentence);
    }

    @Test
    void all_that_is_wrong_with_the_rules_is_told_at_once() throws IOException {
        String text = new InventoryText(InventoryText.example().with("approval: another", "approval: others"))
                .with("Europe/Oslo", "Oslo");
        text = new InventoryText(text).with("0 16 * * FRI", "sometimes");
        text = new InventoryText(text).with("until: 2027", "until: 2025");

        assertThat(sentences(text))
                .hasSize(4)
                .satisfiesExactly(
                        approval -> assertThat(approval).startsWith("approval must be"),
                        zone -> assertThat(zone).startsWith("There is no time zone \"Oslo\""),
                        cron -> assertThat(cron).startsWith("cron is \"sometimes\""),
                        until -> assertThat(until).startsWith("until must come after from"));
    }
}
