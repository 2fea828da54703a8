package dev.trikk.notify.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.Notices;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import dev.trikk.notify.Stub.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsWorkflowTest extends ChannelContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/workflows/0a1b/triggers/manual/paths/invoke";
    private static final String QUERY = "api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=" + SECRET;
    private static final Set<String> RUN = Set.of("type", "text", "weight", "size", "color", "fontType");

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

    @Override
    protected Vendor vendor() {
        return new Vendor() {
            @Override
            public Answer answer(Asked asked) {
                if (!asked.path().equals(PATH) || !asked.query().equals(QUERY)) {
                    return Answer.json(401, "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}");
                }
                if (!asked.method().equals("POST")) {
                    return Answer.json(405, "{\"error\":{\"code\":\"MethodNotAllowed\"}}");
                }
                if (asked.body().getBytes(StandardCharsets.UTF_8).length > 28 * 1024) {
                    return Answer.empty(413);
                }
                try {
                    JsonNode message = JSON.readTree(asked.body());
                    if (!isCard(asked, message)) {
                        return Answer.json(400, "{\"error\":{\"code\":\"TriggerInputSchemaMismatch\"}}");
                    }
                    messages.add(message);
                    return Answer.empty(202);
                } catch (JsonProcessingException e) {
                    return Answer.json(400, "{\"error\":{\"code\":\"InvalidRequestContent\"}}");
                }
            }

            @Override
            public int told() {
                return messages.size();
            }
        };
    }

    private static boolean isCard(Asked asked, JsonNode message) {
        JsonNode attachment = message.path("attachments").path(0);
        JsonNode card = attachment.path("content");
        boolean isGood = asked.header("Content-Type").orElse("").startsWith("application/json")
                && message.path("type").asText().equals("message")
                && attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive")
                && card.path("type").asText().equals("AdaptiveCard")
                && card.path("version").asText().equals("1.4")
                && !card.path("body").isEmpty();
        for (JsonNode block : card.path("body")) {
            isGood &= block.path("type").asText().equals("RichTextBlock");
            for (JsonNode run : block.path("inlines")) {
                isGood &= run.path("type").asText().equals("TextRun")
                        && run.path("text").isTextual()
                        && run.propertyStream().allMatch(property -> RUN.contains(property.getKey()));
            }
        }
        return isGood;
    }

    @Override
    protected Channel channel(Http http) {
        return new TeamsWorkflow(http);
    }

    @Override
    protected String path() {
        return PATH + "?" + QUERY;
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Override
    protected boolean checkSeesRefusals() {
        return false;
    }

    @Test
    void an_outcome_is_a_card_whose_first_word_has_its_colour() {
        channel.tell(Notices.held());

        JsonNode body = messages.get(0).at("/attachments/0/content/body");
        assertThat(body.at("/0/inlines/0/text").asText()).isEqualTo("HELD ");
        assertThat(body.at("/0/inlines/0/color").asText()).isEqualTo("Accent");
        assertThat(body.at("/0/inlines/1/text").asText()).isEqualTo("shop 1.4.2 -> production");
        assertThat(body.findValuesAsText("text")).contains("Deployment: ", "shop-17", "trikk control approve shop-17");
    }

    @Test
    void text_from_elsewhere_stays_as_it_is_where_nothing_has_a_meaning() {
        channel.tell(Notices.rejected("<at>everyone</at> **bold** [log in](https://evil.example.org)\u200b"));

        assertThat(messages.get(0).findValuesAsText("text"))
                .contains("<at>everyone</at> **bold** [log in](https://evil.example.org)\\u200b");
    }

    @Test
    void a_card_that_would_be_too_long_is_cut() {
        channel.tell(Notices.rejected("\u4e2d".repeat(500).concat("\n").repeat(20)));

        assertThat(messages).hasSize(1);
    }

    @Test
    void a_connector_says_one() {
        stub.answers(Answer.of(200, "text/html", "1"));

        assertThat(failureOf(() -> channel.tell(Notices.ended()))).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_connector_that_hides_an_outage_in_a_success_is_an_outage(int status) {
        stub.answers(Answer.of(
                200,
                "text/plain",
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error " + status
                        + " with ContextId x"));

        assertThat(failureOf(() -> channel.tell(Notices.ended()))).isInstanceOf(HttpUnavailable.class);
    }

    @Test
    void a_connector_that_hides_a_refusal_in_a_success_refuses() {
        stub.answers(
                Answer.of(200, "text/plain", "Webhook message delivery failed with error: returned HTTP error 413"));

        assertThat(failureOf(() -> channel.tell(Notices.ended())))
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("could not post it (status 413 behind it)");
    }
}
