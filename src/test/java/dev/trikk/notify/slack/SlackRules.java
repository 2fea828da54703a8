package dev.trikk.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;

/** What Slack refuses in a message, by its names for it. */
final class SlackRules {
    private SlackRules() {}

    static String fault(JsonNode message) {
        if (message.path("text").asText().isEmpty()
                && message.path("attachments").isEmpty()) {
            return "no_text";
        }
        if (message.path("text").asText().length() > 40_000) {
            return "msg_too_long";
        }
        for (JsonNode attachment : message.path("attachments")) {
            for (JsonNode block : attachment.path("blocks")) {
                int length = block.path("text").path("text").asText().length();
                if (!block.path("type").asText().equals("section")
                        || !block.path("text").path("type").asText().equals("mrkdwn")
                        || length == 0
                        || length > 3000) {
                    return "invalid_blocks";
                }
            }
        }
        return "";
    }
}
