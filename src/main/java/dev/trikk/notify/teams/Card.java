package dev.trikk.notify.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.notify.Brief;
import dev.trikk.notify.Brief.Named;
import dev.trikk.notify.Brief.Part;
import dev.trikk.notify.Brief.Sentence;
import dev.trikk.notify.Brief.Typed;
import dev.trikk.notify.Headline;
import java.nio.charset.StandardCharsets;

/**
 * A message as an adaptive card. All text stands in runs, which know no Markdown (adaptivecards.io, TextRun), so that nothing needs to
 * be escaped.
 */
final class Card {
    /** Teams takes 28 KB for the whole message; the rest of it, and what workflows add, needs some of that. */
    private static final int LONGEST = 20_000;

    private Card() {}

    static ObjectNode of(Brief brief) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode attachment = message.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putNull("contentUrl");
        ObjectNode card = attachment
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4")
                .put("fallbackText", brief.title());
        card.putObject("msteams").put("width", "Full");
        ArrayNode body = card.putArray("body").add(title(brief));
        brief.fitting(part -> bytes(block(part)), LONGEST).forEach(part -> body.add(block(part)));
        return message;
    }

    private static ObjectNode title(Brief brief) {
        ObjectNode block = block();
        ObjectNode word = run(block, brief.outcome() + " ");
        word.put("weight", "Bolder").put("size", "Medium").put("color", colour(brief.outcome()));
        run(block, brief.what()).put("weight", "Bolder").put("size", "Medium");
        return block;
    }

    private static ObjectNode block(Part part) {
        ObjectNode block = block();
        if (part instanceof Named named) {
            run(block, named.name() + ": ").put("weight", "Bolder");
            run(block, named.value());
        } else if (part instanceof Typed typed) {
            run(block, typed.purpose() + " ");
            run(block, typed.command()).put("fontType", "Monospace");
        } else if (part instanceof Sentence sentence) {
            run(block, sentence.text());
        }
        return block;
    }

    private static ObjectNode block() {
        ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", "RichTextBlock");
        block.putArray("inlines");
        return block;
    }

    private static ObjectNode run(ObjectNode block, String text) {
        return block.withArray("inlines").addObject().put("type", "TextRun").put("text", text);
    }

    private static String colour(Headline outcome) {
        return switch (outcome) {
            case SUCCEEDED, ALL_CLEAR -> "Good";
            case FAILED, ALARM -> "Attention";
            case PARTIAL, ROLLED_BACK -> "Warning";
            case HELD -> "Accent";
            case CANCELLED, REJECTED, DIGEST -> "Default";
        };
    }

    private static int bytes(ObjectNode block) {
        return block.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
