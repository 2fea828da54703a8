package dev.trikk.notify.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.notify.Brief;
import dev.trikk.notify.Markup;

/** What both ways into Slack send: the first line as the message's text, the rest beside a bar in the outcome's colour. */
final class SlackMessage {
    /** Slack refuses a section with more than 3000 characters. */
    private static final int SECTION = 3000;

    private static final Markup MARKUP = new SlackMarkup();

    private SlackMessage() {}

    static ObjectNode of(Brief brief) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("text", brief.title(MARKUP)).put("unfurl_links", false).put("unfurl_media", false);
        String text = brief.text(MARKUP, SECTION);
        if (!text.isEmpty()) {
            ObjectNode bar = message.putArray("attachments").addObject();
            bar.put("color", brief.outcome().colour());
            // verbatim: nothing in it becomes a link or a mention
            bar.putArray("blocks")
                    .addObject()
                    .put("type", "section")
                    .putObject("text")
                    .put("type", "mrkdwn")
                    .put("text", text)
                    .put("verbatim", true);
        }
        return message;
    }
}
