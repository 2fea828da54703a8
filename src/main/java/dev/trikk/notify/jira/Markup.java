package dev.trikk.notify.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a comment is written: wiki markup for JIRA Data Center, Atlassian Document Format for JIRA Cloud, and how one is read. Text is
 * escaped; nothing in it gets a meaning.
 */
final class Markup {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern MEANING = Pattern.compile("[\\[\\]{}()*_+^~!|#?&\\\\-]");

    private Markup() {}

    /** The story as the body of a comment. */
    static JsonNode comment(Story story, boolean isCloud) {
        return isCloud ? document(story) : TextNode.valueOf(wiki(story));
    }

    /** Whether the body of a comment holds that marker. */
    static boolean holds(JsonNode body, String marker) {
        String text = body.isTextual() ? body.textValue() : String.join("", body.findValuesAsText("text"));
        return text.replace("\\", "").contains(marker);
    }

    private static String wiki(Story story) {
        List<String> lines = new ArrayList<>();
        lines.add(escaped(story.headline()));
        lines.add("[" + escaped(story.id()) + "|" + story.link() + "]");
        story.lines().forEach(line -> lines.add(escaped(line)));
        lines.add(escaped(signature(story)));
        return String.join("\n", lines);
    }

    /** Two backslashes would be a line break, so a backslash is written as what it is in HTML. A line of text begins no list or quote. */
    static String escaped(String text) {
        String escaped = MEANING.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group()) {
                            case "&" -> "&amp;";
                            case "\\" -> "&#92;";
                            default -> "\\" + match.group();
                        }));
        return escaped.replaceFirst("^(bq|h[1-6])\\.", "$1&#46;");
    }

    private static ObjectNode document(Story story) {
        ObjectNode document = JSON.objectNode().put("type", "doc").put("version", 1);
        ArrayNode content = document.putArray("content");
        content.add(paragraph(text(story.headline())));
        ObjectNode link = text(story.id());
        link.putArray("marks")
                .addObject()
                .put("type", "link")
                .putObject("attrs")
                .put("href", story.link());
        content.add(paragraph(link));
        story.lines().forEach(line -> content.add(paragraph(text(line))));
        content.add(paragraph(text(signature(story))));
        return document;
    }

    private static ObjectNode paragraph(ObjectNode text) {
        ObjectNode paragraph = JSON.objectNode().put("type", "paragraph");
        paragraph.putArray("content").add(text);
        return paragraph;
    }

    private static ObjectNode text(String text) {
        return JSON.objectNode().put("type", "text").put("text", text);
    }

    private static String signature(Story story) {
        return "Told by Trikk " + story.marker();
    }
}
