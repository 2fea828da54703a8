package dev.trikk.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.Notices;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import dev.trikk.notify.Stub.Vendor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SlackWebhookTest extends ChannelContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/services/T024/B024/" + SECRET;

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

    @Override
    protected Vendor vendor() {
        return new Vendor() {
            @Override
            public Answer answer(Asked asked) {
                if (!asked.method().equals("POST") || !asked.path().equals(PATH)) {
                    return Answer.of(404, "text/html", "no_service");
                }
                try {
                    JsonNode message = JSON.readTree(asked.body());
                    String fault = fault(asked, message);
                    if (!fault.isEmpty()) {
                        return Answer.of(400, "text/html", fault);
                    }
                    messages.add(message);
                    return Answer.of(200, "text/html", "ok");
                } catch (JsonProcessingException e) {
                    return Answer.of(400, "text/html", "invalid_payload");
                }
            }

            @Override
            public int told() {
                return messages.size();
            }
        };
    }

    private static String fault(Asked asked, JsonNode message) {
        if (!asked.header("Content-Type").orElse("").startsWith("application/json")) {
            return "invalid_payload";
        }
        return SlackRules.fault(message);
    }

    @Override
    protected Channel channel(Http http) {
        return new SlackWebhook(http);
    }

    @Override
    protected String path() {
        return PATH;
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Test
    void a_success_is_a_line_and_a_green_bar_with_the_facts() {
        channel.tell(Notices.ended());

        JsonNode message = messages.get(0);
        assertThat(message.path("text").asText()).isEqualTo("*SUCCEEDED* shop 1.4.2 -&gt; production");
        assertThat(message.path("attachments").path(0).path("color").asText()).isEqualTo("#1a7f37");
        assertThat(rest(message))
                .contains(
                        "*Deployment:* shop-17\n", "*Asked for by:* kari@example.org\n", "*Issues:* SHOP-1, SHOP-23\n")
                .doesNotContain("trikk control");
    }

    @Test
    void a_failure_says_what_went_wrong_and_what_to_type() {
        channel.tell(Notices.ended(Deployment.Ending.PARTIAL));

        assertThat(rest(messages.get(0))).contains("*Went wrong:* app2 (restart)\n", "`trikk control retry shop-17`");
    }

    @Test
    void text_from_elsewhere_mentions_nobody() {
        channel.tell(Notices.rejected("<!channel> & <https://evil.example.org|log in>\n\u202efdp.exe"));

        assertThat(rest(messages.get(0)))
                .contains("&lt;!channel&gt; &amp; &lt;https://evil.example.org|log in&gt;\n", "\\u202efdp.exe")
                .doesNotContain("<", ">", "\u202e");
    }

    @Test
    void a_long_message_fits_and_keeps_what_to_type() {
        channel.tell(Notices.rejected("<&>".repeat(150).concat("\n").repeat(20)));

        assertThat(rest(messages.get(0)).length()).isBetween(1000, 3000);
    }

    @Test
    void a_refusal_says_the_word_that_slack_says() {
        stub.answers(Answer.of(404, "text/html", "channel_not_found"));

        assertThat(failureOf(() -> channel.tell(Notices.held())))
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("refuses it: channel_not_found (status 404)");
    }

    @Test
    void a_check_of_a_webhook_that_is_gone_is_refused() {
        stub.answers(Answer.of(404, "text/html", "no_service"));

        assertThat(failureOf(channel::check)).isInstanceOf(HttpRefused.class).hasMessageContaining("no_service");
    }

    private static String rest(JsonNode message) {
        return message.at("/attachments/0/blocks/0/text/text").asText();
    }
}
