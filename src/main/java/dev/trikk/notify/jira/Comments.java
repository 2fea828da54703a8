package dev.trikk.notify.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.trikk.http.HttpUnavailable;

/** Comments: each story once, however often it is told. */
final class Comments {
    private static final int PAGE = 50;
    /** The newest 2000; an issue with more is not read to its end. */
    private static final int PAGES = 40;

    private final JiraRest rest;
    private final boolean isCloud;

    Comments(JiraRest rest, boolean isCloud) {
        this.rest = rest;
        this.isCloud = isCloud;
    }

    void put(String key, Story story) {
        if (isThere(key, story)) {
            return;
        }
        try {
            rest.send(
                    "POST",
                    "issue/" + key + "/comment",
                    JsonNodeFactory.instance.objectNode().set("body", Markup.comment(story, isCloud)));
        } catch (HttpUnavailable lost) {
            if (!isThere(key, story)) {
                throw lost;
            }
        }
    }

    private boolean isThere(String key, Story story) {
        int start = 0;
        for (int page = 0; page < PAGES; page++) {
            JsonNode found =
                    rest.get("issue/%s/comment?orderBy=-created&startAt=%d&maxResults=%d".formatted(key, start, PAGE));
            JsonNode comments = found.path("comments");
            for (JsonNode comment : comments) {
                if (Markup.holds(comment.path("body"), story.marker())) {
                    return true;
                }
            }
            start += comments.size();
            if (comments.isEmpty() || start >= found.path("total").asInt()) {
                return false;
            }
        }
        return false;
    }
}
