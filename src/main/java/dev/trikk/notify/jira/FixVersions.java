package dev.trikk.notify.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.http.HttpRefused;
import dev.trikk.http.HttpUnavailable;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Releases versions of projects. One that is released already keeps its date. */
final class FixVersions {
    private static final Logger LOG = LoggerFactory.getLogger(FixVersions.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JiraRest rest;
    private final boolean creates;

    FixVersions(JiraRest rest, boolean creates) {
        this.rest = rest;
        this.creates = creates;
    }

    void release(String project, Story story) {
        Optional<JsonNode> version = find(project, story.version());
        if (version.isPresent()) {
            release(version.get(), story);
        } else if (creates) {
            create(project, story);
        } else {
            LOG.info("{}: the project {} has no version {} to release", rest.name(), project, story.version());
        }
    }

    private void release(JsonNode version, Story story) {
        if (!version.path("released").asBoolean()) {
            rest.send("PUT", "version/" + version.path("id").asText(), released(story));
        }
    }

    private void create(String project, Story story) {
        // JIRA Cloud has given up the key here
        long projectId = rest.get("project/" + project).path("id").asLong();
        try {
            rest.send(
                    "POST",
                    "version",
                    released(story).put("name", story.version()).put("projectId", projectId));
        } catch (HttpUnavailable | HttpRefused lost) {
            // the reply was lost, or somebody was faster: names of versions are unique in a project
            release(find(project, story.version()).orElseThrow(() -> lost), story);
        }
    }

    private static ObjectNode released(Story story) {
        return JSON.objectNode().put("released", true).put("releaseDate", story.day());
    }

    private Optional<JsonNode> find(String project, String name) {
        return StreamSupport.stream(rest.get("project/" + project + "/versions").spliterator(), false)
                .filter(version -> version.path("name").asText().equals(name))
                .findFirst();
    }
}
