package dev.trikk.notify.jira;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Remote links: one for each issue, application and environment. JIRA itself replaces the one with the same global id. */
final class Links {
    private final JiraRest rest;

    Links(JiraRest rest) {
        this.rest = rest;
    }

    void put(String key, Story story) {
        ObjectNode link = JsonNodeFactory.instance
                .objectNode()
                .put("globalId", story.globalId())
                .put("relationship", "deployed by");
        link.putObject("application").put("type", "dev.trikk").put("name", "Trikk");
        // no status: JIRA strikes out the title of what it calls resolved
        link.putObject("object")
                .put("url", story.link())
                .put("title", story.headline())
                .put("summary", story.id() + ": " + story.lines().get(0));
        rest.send("POST", "issue/" + key + "/remotelink", link);
    }
}
