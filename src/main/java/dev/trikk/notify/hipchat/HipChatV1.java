package dev.trikk.notify.hipchat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.Reply;
import dev.trikk.notify.Brief;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells by version 1 of HipChat's API: one message per outcome. It takes its token as a field only, never as a header; here it travels in
 * the body, where no log of a proxy shows it. A lost answer may bring a message twice. Source: HipChat's own page on rooms/message, as
 * stored, and its clients of that time.
 */
public final class HipChatV1 implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "v1/rooms/message?format=json";

    private final Http http;
    private final String room;
    private final String token;

    /**
     * Prepares to tell.
     *
     * @param http whose url is the server's, without a login
     * @param room its id or its name
     * @param token with the right to send notifications
     */
    public HipChatV1(Http http, String room, String token) {
        this.http = http;
        this.room = room;
        this.token = token;
    }

    @Override
    public void tell(Notice notice) {
        Brief.of(notice).ifPresent(brief -> {
            Map<String, String> fields = fields(HipChatMarkup.message(brief));
            fields.put("color", Room.colour(brief.outcome()));
            fields.put("notify", Room.isLoud(brief.outcome()) ? "1" : "0");
            Reply reply = Room.judged(http, http.send(Call.form(TARGET, fields)));
            if (reply.status() != 200 || !isSent(reply)) {
                throw new HttpRefused(
                        reply.status(), http.link().inWords() + " does not say that it was sent: check its url");
            }
        });
    }

    /** With {@code auth_test}, a message is judged and not shown. */
    @Override
    public String check() {
        Reply reply = Room.judged(http, http.send(Call.form(TARGET + "&auth_test=true", fields("test"))));
        if (reply.status() != 202) {
            throw new HttpRefused(
                    reply.status(), http.link().inWords() + " does not answer as HipChat does: check its url");
        }
        return "the token is good for messages";
    }

    private Map<String, String> fields(String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("auth_token", token);
        fields.put("room_id", room);
        fields.put("from", Room.FROM);
        fields.put("message", message);
        fields.put("message_format", "html");
        return fields;
    }

    private static boolean isSent(Reply reply) {
        try {
            return JSON.readTree(reply.text()).path("status").asText().equals("sent");
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
