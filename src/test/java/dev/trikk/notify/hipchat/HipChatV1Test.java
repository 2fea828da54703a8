package dev.trikk.notify.hipchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.notify.Channel;
import dev.trikk.notify.ChannelContract;
import dev.trikk.notify.Notices;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import dev.trikk.notify.Stub.Vendor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HipChatV1Test extends ChannelContract {
    private static final Set<String> COLOURS = Set.of("yellow", "green", "red", "purple", "gray", "random");

    private final List<Map<String, String>> messages = new CopyOnWriteArrayList<>();

    @Override
    protected Vendor vendor() {
        return new Vendor() {
            @Override
            public Answer answer(Asked asked) {
                if (!asked.path().equals("/v1/rooms/message")) {
                    return Answer.json(404, "{\"error\":{\"code\":404,\"type\":\"Not Found\"}}");
                }
                if (!asked.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")) {
                    return Answer.json(400, "{\"error\":{\"code\":400,\"type\":\"Bad Request\"}}");
                }
                Map<String, String> fields = fields(asked.body());
                if (!fields.getOrDefault("auth_token", "").equals(SECRET)) {
                    return Answer.json(401, "{\"error\":{\"code\":401,\"type\":\"Unauthorized\"}}");
                }
                if (!isGood(asked, fields)) {
                    return Answer.json(400, "{\"error\":{\"code\":400,\"type\":\"Bad Request\"}}");
                }
                if (asked.query().contains("auth_test=true")) {
                    return Answer.json(202, "{\"success\":{\"code\":202,\"type\":\"Accepted\"}}");
                }
                messages.add(fields);
                return Answer.json(200, "{\"status\":\"sent\"}");
            }

            @Override
            public int told() {
                return messages.size();
            }
        };
    }

    private static boolean isGood(Asked asked, Map<String, String> fields) {
        int length = fields.getOrDefault("message", "").length();
        return asked.method().equals("POST")
                && fields.containsKey("room_id")
                && !fields.getOrDefault("from", "").isEmpty()
                && fields.get("from").length() < 15
                && length >= 1
                && length <= 10_000
                && Set.of("0", "1").contains(fields.getOrDefault("notify", "0"))
                && COLOURS.contains(fields.getOrDefault("color", "yellow"));
    }

    private static Map<String, String> fields(String form) {
        return Stream.of(form.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    protected Channel channel(Http http) {
        return new HipChatV1(http, "Release room", SECRET);
    }

    @Override
    protected String path() {
        return "";
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Test
    void an_outcome_is_a_form() {
        channel.tell(Notices.held());

        assertThat(messages.get(0))
                .containsEntry("room_id", "Release room")
                .containsEntry("color", "purple")
                .containsEntry("notify", "1")
                .containsEntry("message_format", "html");
        assertThat(messages.get(0).get("message")).startsWith("<b>HELD</b> shop 1.4.2 -&gt; production<br>");
    }

    @Test
    void the_token_stands_in_no_address() {
        channel.tell(Notices.ended());
        channel.check();

        assertThat(stub.asked()).hasSize(2).allSatisfy(asked -> assertThat(asked.query())
                .doesNotContain(SECRET));
    }

    @Test
    void a_success_that_does_not_say_sent_is_none() {
        stub.answers(Answer.json(200, "{\"status\":\"queued\"}"));

        assertThat(failureOf(() -> channel.tell(Notices.ended()))).isInstanceOf(HttpRefused.class);
    }
}
