package dev.trikk.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Login;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.Notices;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import dev.trikk.notify.Stub.Vendor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackApiTest extends ChannelContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHANNEL = "C0123456789";

    private final List<ObjectNode> messages = new CopyOnWriteArrayList<>();
    private volatile boolean mayRead = true;

    @Override
    protected Vendor vendor() {
        return new Vendor() {
            @Override
            public Answer answer(Asked asked) {
                if (!asked.header("Authorization").orElse("").equals("Bearer xoxb-" + SECRET)) {
                    return error("invalid_auth");
                }
                return switch (asked.method() + " " + asked.path()) {
                    case "POST /api/auth.test" ->
                        Answer.json(200, "{\"ok\":true,\"user\":\"trikk\",\"team\":\"Example\"}");
                    case "POST /api/chat.postMessage" -> post(asked);
                    case "GET /api/conversations.history" ->
                        read(
                                asked,
                                message -> !message.has("thread_ts")
                                        || message.path("reply_broadcast").asBoolean());
                    case "GET /api/conversations.replies" ->
                        read(
                                asked,
                                message -> asked.query()
                                                .contains("ts="
                                                        + message.path("ts").asText())
                                        || asked.query()
                                                .contains("ts="
                                                        + message.path("thread_ts")
                                                                .asText("none")));
                    default -> error("unknown_method");
                };
            }

            @Override
            public int told() {
                return messages.size();
            }
        };
    }

    private Answer post(Asked asked) {
        try {
            ObjectNode message = (ObjectNode) JSON.readTree(asked.body());
            if (!asked.header("Content-Type").orElse("").startsWith("application/json")) {
                return error("invalid_form_data");
            }
            if (!message.path("channel").asText().equals(CHANNEL)) {
                return error("channel_not_found");
            }
            String fault = SlackRules.fault(message);
            if (!fault.isEmpty()) {
                return error(fault);
            }
            message.put("ts", "1764244800.%06d".formatted(messages.size() + 1));
            messages.add(message);
            return Answer.json(200, "{\"ok\":true,\"channel\":\"" + CHANNEL + "\",\"ts\":" + message.path("ts") + "}");
        } catch (JsonProcessingException e) {
            return error("invalid_json");
        }
    }

    private Answer read(Asked asked, Predicate<JsonNode> which) {
        if (!mayRead) {
            return error("missing_scope");
        }
        if (!asked.query().contains("channel=" + CHANNEL)) {
            return error("channel_not_found");
        }
        ObjectNode answer = JSON.createObjectNode().put("ok", true);
        ArrayNode found = answer.putArray("messages");
        found.addObject().put("type", "message").put("text", "good morning").put("ts", "1764200000.000001");
        messages.stream().filter(which).forEach(message -> {
            ObjectNode shown = message.deepCopy();
            if (!asked.query().contains("include_all_metadata=true")) {
                shown.remove("metadata");
            }
            found.insert(0, shown);
        });
        return Answer.json(200, answer.toString());
    }

    private static Answer error(String error) {
        return Answer.json(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    @Override
    protected Channel channel(Http http) {
        return new SlackApi(http, CHANNEL);
    }

    @Override
    protected String path() {
        return "/api";
    }

    @Override
    protected List<Login> logins() {
        return List.of(Login.bearer("xoxb-" + SECRET));
    }

    @Override
    protected boolean isIdempotent() {
        return true;
    }

    @Test
    void what_is_told_of_one_deployment_stands_in_one_thread_that_the_channel_sees() {
        channel.tell(Notices.rejected());
        channel.tell(Notices.held());
        channel.tell(Notices.ended());
        channel.tell(Notices.ended());

        assertThat(messages).hasSize(3);
        assertThat(messages.get(1).has("thread_ts")).isFalse();
        assertThat(messages.get(2).path("thread_ts")).isEqualTo(messages.get(1).path("ts"));
        assertThat(messages.get(2).path("reply_broadcast").asBoolean()).isTrue();
    }

    @Test
    void the_end_of_an_alarm_stands_below_it() {
        channel.tell(Notices.alarm());
        channel.tell(Notices.allClear());

        assertThat(messages.get(1).path("thread_ts")).isEqualTo(messages.get(0).path("ts"));
    }

    @Test
    void an_app_that_may_not_read_still_tells() {
        mayRead = false;

        channel.tell(Notices.held());
        channel.tell(Notices.ended());

        assertThat(messages).hasSize(2).noneMatch(message -> message.has("thread_ts"));
        assertThat(channel.check()).startsWith("logged in as trikk in Example, but without a scope to read");
    }

    @Test
    void a_check_says_who_it_is() {
        assertThat(channel.check()).isEqualTo("logged in as trikk in Example");
    }

    @Test
    void an_error_in_a_success_is_a_refusal_with_advice() {
        stub.answers(error("not_in_channel"));

        assertThat(failureOf(() -> channel.tell(Notices.ended())))
                .isInstanceOf(HttpRefused.class)
                .hasMessageContaining("not_in_channel: invite the app into the channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratelimited", "internal_error", "service_unavailable"})
    void a_passing_error_in_a_success_is_an_outage(String error) {
        byte[] body = ("{\"ok\":false,\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8);
        stub.answers(new Answer(200, Map.of("Content-Type", "application/json", "Retry-After", "30"), body));

        assertThat(failureOf(() -> channel.tell(Notices.ended())))
                .isInstanceOfSatisfying(HttpUnavailable.class, outage -> assertThat(outage.after())
                        .contains(Duration.ofSeconds(30)));
    }

    @Test
    void an_error_that_holds_anything_else_is_not_repeated() {
        stub.answers(error("your token is " + SECRET));

        assertThat(failureOf(() -> channel.tell(Notices.ended()))).hasMessageContaining("an error without a name");
    }
}
