package dev.trikk.notify.mattermost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.Notices;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import dev.trikk.notify.Stub.Vendor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class MattermostWebhookTest extends ChannelContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/hooks/" + SECRET;

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

    @Override
    protected Vendor vendor() {
        return new Vendor() {
            @Override
            public Answer answer(Asked asked) {
                if (!asked.header("Content-Type").orElse("").startsWith("application/json")) {
                    return error(400, "web.incoming_webhook.parse.app_error");
                }
                try {
                    JsonNode message = JSON.readTree(asked.body());
                    String text = message.path("text").asText();
                    if (text.isEmpty() && !message.has("attachments")) {
                        return error(400, "web.incoming_webhook.text.app_error");
                    }
                    if (!asked.method().equals("POST") || !asked.path().equals(PATH)) {
                        return error(400, "web.incoming_webhook.invalid.app_error");
                    }
                    if (message.has("channel")
                            && !message.path("channel").asText().equals("releases")) {
                        return error(404, "web.incoming_webhook.channel.app_error");
                    }
                    if (text.length() > 16_383 || asked.body().length() > 800_000) {
                        return error(400, "web.incoming_webhook.text.length.app_error");
                    }
                    messages.add(message);
                    return Answer.of(200, "text/plain", "ok");
                } catch (JsonProcessingException e) {
                    return error(400, "web.incoming_webhook.parse.app_error");
                }
            }

            @Override
            public int told() {
                return messages.size();
            }
        };
    }

    private static Answer error(int status, String id) {
        return Answer.json(
                status,
                "{\"id\":\"%s\",\"message\":\"in the reader's language\",\"status_code\":%d}".formatted(id, status));
    }

    @Override
    protected Channel channel(Http http) {
        return new MattermostWebhook(http, Optional.of("releases"));
    }

    @Override
    protected String path() {
        return PATH;
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Override
    protected boolean checkSeesRefusals() {
        return true;
    }

    @Test
    void an_outcome_is_a_line_and_a_bar_in_its_colour() {
        channel.tell(Notices.held());

        JsonNode message = messages.get(0);
        assertThat(message.path("channel").asText()).isEqualTo("releases");
        assertThat(message.path("text").asText()).isEqualTo("**HELD** shop 1.4.2 -&gt; production");
        assertThat(message.at("/attachments/0/color").asText()).isEqualTo("#57606a");
        assertThat(message.at("/attachments/0/text").asText())
                .contains("**Deployment:** shop-17\n", "`trikk control approve shop-17`");
    }

    @Test
    void text_from_elsewhere_mentions_nobody_and_marks_nothing() {
        channel.tell(
                Notices.rejected(
                        "@channel <!here> **bold** [log in](https://evil.example.org)\n- no list\n# no heading\n1. no list\n\u0007"));

        assertThat(messages.get(0).at("/attachments/0/text").asText())
                .contains(
                        "＠channel &lt;!here&gt; \\*\\*bold\\*\\* \\[log in\\](https://evil.example.org)\n",
                        "\n\\- no list\n",
                        "\n\\# no heading\n",
                        "\n1\\. no list\n",
                        "\n\\\\u0007")
                .doesNotContain("@", "<", "\u0007");
    }

    @Test
    void a_refusal_says_the_id_that_mattermost_says() {
        Channel elsewhere = new MattermostWebhook(http(stub.url(PATH)), Optional.of("Town Square"));

        assertThat(failureOf(() -> elsewhere.tell(Notices.ended())))
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("web.incoming_webhook.channel.app_error (status 404)");
    }

    @Test
    void without_a_channel_it_is_that_of_the_webhook() {
        new MattermostWebhook(http(stub.url(PATH)), Optional.empty()).tell(Notices.ended());

        assertThat(messages.get(0).has("channel")).isFalse();
    }
}
