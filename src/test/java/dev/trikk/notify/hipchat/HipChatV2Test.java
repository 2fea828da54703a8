package dev.trikk.notify.hipchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.http.Http;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Login;
import dev.trikk.ledger.Deployment;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.Notices;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import dev.trikk.notify.Stub.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HipChatV2Test extends ChannelContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of("message", "message_format", "color", "notify", "from");
    private static final Set<String> COLOURS = Set.of("yellow", "green", "red", "purple", "gray", "random");

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

    @Override
    protected Vendor vendor() {
        return new Vendor() {
            @Override
            public Answer answer(Asked asked) {
                if (!asked.header("Authorization").orElse("").equals("Bearer " + SECRET)) {
                    return Answer.json(401, "{\"error\":{\"code\":401,\"type\":\"Unauthorized\"}}");
                }
                if (!asked.path().equals("/v2/room/Release%20room/notification")) {
                    return Answer.json(404, "{\"error\":{\"code\":404,\"type\":\"Not Found\"}}");
                }
                try {
                    JsonNode message = JSON.readTree(asked.body());
                    if (!isGood(asked, message)) {
                        return Answer.json(400, "{\"error\":{\"code\":400,\"type\":\"Bad Request\"}}");
                    }
                    if (asked.query().contains("auth_test=true")) {
                        return Answer.json(202, "{\"success\":{\"code\":202,\"type\":\"Accepted\"}}");
                    }
                    messages.add(message);
                    return Answer.empty(204);
                } catch (JsonProcessingException e) {
                    return Answer.json(400, "{\"error\":{\"code\":400,\"type\":\"Bad Request\"}}");
                }
            }

            @Override
            public int told() {
                return messages.size();
            }
        };
    }

    private static boolean isGood(Asked asked, JsonNode message) {
        int length = message.path("message").asText().length();
        return asked.method().equals("POST")
                && asked.header("Content-Type").orElse("").startsWith("application/json")
                && message.propertyStream().allMatch(field -> FIELDS.contains(field.getKey()))
                && length >= 1
                && length <= 10_000
                && message.path("from").asText().length() <= 64
                && (!message.has("notify") || message.path("notify").isBoolean())
                && COLOURS.contains(message.path("color").asText("yellow"));
    }

    @Override
    protected Channel channel(Http http) {
        return new HipChatV2(http, "Release room");
    }

    @Override
    protected String path() {
        return "";
    }

    @Override
    protected List<Login> logins() {
        return List.of(Login.bearer(SECRET));
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Test
    void a_failure_is_red_loud_html() {
        channel.tell(Notices.ended(Deployment.Ending.FAILED));

        JsonNode message = messages.get(0);
        assertThat(message.path("color").asText()).isEqualTo("red");
        assertThat(message.path("notify").asBoolean()).isTrue();
        assertThat(message.path("message").asText())
                .startsWith("<b>FAILED</b> shop 1.4.2 -&gt; production<br><b>Deployment:</b> shop-17<br>")
                .contains("<code>trikk control retry shop-17</code>");
    }

    @Test
    void text_from_elsewhere_is_no_html() {
        channel.tell(Notices.rejected("<img src=x onerror=alert(1)> \"@all\" & \u0000"));

        assertThat(messages.get(0).path("message").asText())
                .contains("&lt;img src=x onerror=alert(1)&gt; &quot;@all&quot; &amp; \\u0000");
    }

    @Test
    void a_long_message_fits() {
        channel.tell(Notices.rejected("<&>".repeat(160).concat("\n").repeat(20)));

        assertThat(messages.get(0).path("message").asText().length()).isBetween(5000, 10_000);
    }

    @Test
    void how_long_to_wait_is_counted_from_the_limit_that_is_used_up() {
        long now = CLOCK.instant().getEpochSecond();
        stub.answers(new Answer(
                429,
                Map.of(
                        "X-Ratelimit-Remaining",
                        "17",
                        "X-Ratelimit-Reset",
                        Long.toString(now + 250),
                        "X-Floodcontrol-Remaining",
                        "0",
                        "X-Floodcontrol-Reset",
                        Long.toString(now + 40)),
                new byte[0]));

        assertThat(failureOf(() -> channel.tell(Notices.ended())))
                .isInstanceOfSatisfying(HttpUnavailable.class, outage -> assertThat(outage.after())
                        .contains(Duration.ofSeconds(40)));
    }
}
