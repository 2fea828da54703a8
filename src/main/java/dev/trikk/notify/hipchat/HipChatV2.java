package dev.trikk.notify.hipchat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.Reply;
import dev.trikk.notify.Brief;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Notice;

/**
 * Tells by version 2 of HipChat's API: one message per outcome. It knows no threads and keeps no ids, so a lost answer may bring a
 * message twice. Source: what four clients of that time agree on.
 */
public final class HipChatV2 implements Channel {
    private final Http http;
    private final String target;

    /**
     * Prepares to tell.
     *
     * @param http whose url is the server's, with a room's or a user's token as bearer
     * @param room its id or its name
     */
    public HipChatV2(Http http, String room) {
        this.http = http;
        this.target = "v2/room/" + Call.segment(room) + "/notification";
    }

    @Override
    public void tell(Notice notice) {
        Brief.of(notice).ifPresent(brief -> {
            ObjectNode message = JsonNodeFactory.instance
                    .objectNode()
                    .put("message", HipChatMarkup.message(brief))
                    .put("message_format", "html")
                    .put("color", Room.colour(brief.outcome()))
                    .put("notify", Room.isLoud(brief.outcome()))
                    .put("from", Room.FROM);
            post(target, message, 204);
        });
    }

    /** With {@code auth_test}, a message is judged and not shown. */
    @Override
    public String check() {
        post(target + "?auth_test=true", JsonNodeFactory.instance.objectNode().put("message", "test"), 202);
        return "the token is good for messages";
    }

    private void post(String where, ObjectNode message, int expected) {
        Reply reply = Room.judged(http, http.send(Call.json("POST", where, message.toString())));
        if (reply.status() != expected) {
            throw new HttpRefused(
                    reply.status(),
                    http.link().inWords() + " answers with status " + reply.status() + " where HipChat says " + expected
                            + ": check its url");
        }
    }
}
