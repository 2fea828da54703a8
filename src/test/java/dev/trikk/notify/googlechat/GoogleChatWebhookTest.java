package dev.trikk.notify.googlechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.http.Http;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.Notices;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import dev.trikk.notify.Stub.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoogleChatWebhookTest extends ChannelContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/spaces/AAAA/messages";
    private static final String QUERY = "key=k&token=" + SECRET;
    private static final Set<String> FIELDS = Set.of("text", "cardsV2", "fallbackText", "thread");

    private final Map<String, JsonNode> messages = Collections.synchronizedMap(new LinkedHashMap<>());

    @Override
    protected Vendor vendor() {
        return new Vendor() {
            @Override
            public Answer answer(Asked asked) {
                if (!asked.method().equals("POST")
                        || !asked.path().equals(PATH)
                        || !asked.query().startsWith(QUERY)) {
                    return Answer.json(401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}");
                }
                try {
                    JsonNode message = JSON.readTree(asked.body());
                    String id = parameter(asked, "requestId");
                    if (!isGood(asked, message) || id.isEmpty()) {
                        return Answer.json(400, "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}");
                    }
                    messages.putIfAbsent(id, message);
                    return Answer.json(200, "{\"name\":\"spaces/AAAA/messages/" + id + "\"}");
                } catch (JsonProcessingException e) {
                    return Answer.json(400, "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}");
                }
            }

            @Override
            public int told() {
                return messages.size();
            }
        };
    }

    private static boolean isGood(Asked asked, JsonNode message) {
        return asked.header("Content-Type").orElse("").startsWith("application/json")
                && message.propertyStream().allMatch(field -> FIELDS.contains(field.getKey()))
                && message.at("/cardsV2/0/card/sections/0/widgets/0/textParagraph/text")
                        .isTextual()
                && message.at("/thread/threadKey").asText().length() <= 4000
                && parameter(asked, "messageReplyOption").equals("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD")
                && asked.body().getBytes(StandardCharsets.UTF_8).length <= 32_000;
    }

    private static String parameter(Asked asked, String name) {
        return List.of(asked.query().split("&", -1)).stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    @Override
    protected Channel channel(Http http) {
        return new GoogleChatWebhook(http);
    }

    @Override
    protected String path() {
        return PATH + "?" + QUERY;
    }

    @Override
    protected boolean isIdempotent() {
        return true;
    }

    @Override
    protected boolean checkSeesRefusals() {
        return false;
    }

    @Test
    void what_is_told_of_one_deployment_stands_in_one_thread() {
        channel.tell(Notices.held());
        channel.tell(Notices.ended());
        channel.tell(Notices.rejected());

        assertThat(messages.values())
                .extracting(message -> message.at("/thread/threadKey").asText())
                .hasSize(3)
                .satisfies(
                        keys -> assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2)));
    }

    @Test
    void an_outcome_is_a_card_whose_first_word_has_its_colour() {
        channel.tell(Notices.ended());

        assertThat(text())
                .startsWith("<font color=\"#1a7f37\"><b>SUCCEEDED</b></font> <b>shop 1.4.2 -&gt; production</b><br>")
                .contains("<b>Deployment:</b> shop-17<br>");
    }

    @Test
    void text_from_elsewhere_mentions_nobody() {
        channel.tell(Notices.rejected("<users/all> <a href=\"https://evil.example.org\">log in</a> \u202e"));

        assertThat(text())
                .contains(
                        "&lt;users/all&gt; &lt;a href=&quot;https://evil.example.org&quot;&gt;log in&lt;/a&gt; \\u202e");
    }

    @Test
    void a_card_that_would_be_too_long_is_cut() {
        channel.tell(Notices.rejected("\u4e2d".repeat(500).concat("\n").repeat(20)));

        assertThat(messages).hasSize(1);
    }

    private String text() {
        return messages.values()
                .iterator()
                .next()
                .at("/cardsV2/0/card/sections/0/widgets/0/textParagraph/text")
                .asText();
    }
}
