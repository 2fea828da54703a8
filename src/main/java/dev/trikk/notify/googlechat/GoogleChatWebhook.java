package dev.trikk.notify.googlechat;

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
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Tells by a webhook of a space in Google Chat: a thread per deployment. Google keeps the id of each request, so nothing is told twice.
 * Source: developers.google.com, spaces.messages.create, and Build a Google Chat app as a webhook.
 */
public final class GoogleChatWebhook implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Markup MARKUP = new GoogleChatMarkup();
    private static final String REPLY = "?messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD&requestId=";

    /** A message may have 32000 bytes, and a character needs up to three. */
    private static final int LONGEST = 9000;

    private final Http http;

    /** @param http whose url is the webhook's, with its key and token */
    public GoogleChatWebhook(Http http) {
        this.http = http;
    }

    @Override
    public void tell(Notice notice) {
        Brief.of(notice).ifPresent(brief -> {
            Reply reply = http.ask(
                    Call.json("POST", REPLY + id(brief.key()), message(brief).toString()));
            if (!isMessage(reply)) {
                throw new HttpRefused(
                        reply.status(), http.link().inWords() + " does not answer as Google Chat does: check its url");
            }
        });
    }

    private static ObjectNode message(Brief brief) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("fallbackText", brief.title());
        message.putObject("thread").put("threadKey", id(brief.thread()));
        String title = "<font color=\"%s\"><b>%s</b></font> <b>%s</b>"
                .formatted(brief.outcome().colour(), brief.outcome(), MARKUP.plain(brief.what()));
        ObjectNode card = message.putArray("cardsV2").addObject().put("cardId", "outcome");
        card.putObject("card")
                .putArray("sections")
                .addObject()
                .putArray("widgets")
                .addObject()
                .putObject("textParagraph")
                .put("text", title + MARKUP.lineEnd() + brief.text(MARKUP, LONGEST));
        return message;
    }

    /** Google wants no more of an id than that it is unique. */
    private static String id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static boolean isMessage(Reply reply) {
        try {
            return JSON.readTree(reply.text()).path("name").asText().startsWith("spaces/");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Webhooks may only post, so reading gets nothing whatever its key is. */
    @Override
    public String check() {
        Reply reply = http.send(Call.get(""));
        if (reply.isPassing()) {
            http.judged(reply);
        }
        return "answers (status " + reply.status() + "); whether a message arrives cannot be tried without posting one";
    }
}
