package dev.trikk.notify.mattermost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.Reply;
import dev.trikk.notify.Brief;
import dev.trikk.notify.Channel;
import dev.trikk.notify.Markup;
import dev.trikk.notify.Notice;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells by an incoming webhook of Mattermost: one message per outcome. Webhooks know no threads, and Mattermost keeps no id of what they
 * bring and cannot be asked, so a lost answer may bring a message twice. Source: developers.mattermost.com, Incoming webhooks; ids of
 * errors and their order from the server's source.
 */
public final class MattermostWebhook implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Markup MARKUP = new MattermostMarkup();
    private static final Pattern ID = Pattern.compile("[a-z_.]{2,100}");

    /** Longer posts are cut into several at 16383 characters; nobody reads as much. */
    private static final int LONGEST = 8000;

    private final Http http;
    private final Optional<String> channel;

    /**
     * Prepares to tell.
     *
     * @param http whose url is the webhook's
     * @param channel name in its address, if it is another one than the webhook's own
     */
    public MattermostWebhook(Http http, Optional<String> channel) {
        this.http = http;
        this.channel = channel;
    }

    @Override
    public void tell(Notice notice) {
        Brief.of(notice).ifPresent(brief -> {
            Reply reply = http.send(Call.json("POST", "", message(brief).toString()));
            if (!reply.isSuccess() || !reply.text().strip().equals("ok")) {
                judged(reply);
                throw new HttpRefused(
                        reply.status(),
                        http.link().inWords() + " does not answer as Mattermost's webhooks do: check its url");
            }
        });
    }

    private ObjectNode message(Brief brief) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("text", brief.title(MARKUP));
        channel.ifPresent(name -> message.put("channel", name));
        message.putArray("attachments")
                .addObject()
                .put("color", brief.outcome().colour())
                .put("fallback", MARKUP.plain(brief.title()))
                .put("text", brief.text(MARKUP, LONGEST));
        return message;
    }

    /** Sends a message without text, which Mattermost refuses before it looks which webhook that is. */
    @Override
    public String check() {
        Reply reply = http.send(Call.json("POST", "", "{\"text\":\"\"}"));
        if (error(reply).filter("web.incoming_webhook.text.app_error"::equals).isPresent()) {
            return "Mattermost answers; whether the webhook is there cannot be tried without posting";
        }
        judged(reply);
        throw new HttpRefused(
                reply.status(),
                http.link().inWords() + " takes an empty message, as Mattermost does not: check its url");
    }

    private Reply judged(Reply reply) {
        if (!reply.isSuccess() && !reply.isPassing()) {
            error(reply).ifPresent(id -> {
                throw new HttpRefused(
                        reply.status(),
                        http.link().inWords() + " refuses it: " + id + " (status " + reply.status() + ")");
            });
        }
        return http.judged(reply);
    }

    /** Its id; the message is a translation of it. */
    private static Optional<String> error(Reply reply) {
        try {
            return Optional.of(JSON.readTree(reply.text()).path("id").asText())
                    .filter(id -> ID.matcher(id).matches());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
