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

/**
 * Takes issues to a status. Which transition leads there differs by workflow and status, and so do names and ids of transitions: the
 * one is taken that leads to the status and asks for nothing.
 */
final class Transitions {
    private static final Logger LOG = LoggerFactory.getLogger(Transitions.class);

    private final JiraRest rest;

    Transitions(JiraRest rest) {
        this.rest = rest;
    }

    void to(String status, String key) {
        if (isAt(status, key)) {
            return;
        }
        Optional<String> transition = transition(status, key);
        if (transition.isEmpty()) {
            LOG.warn(
                    "{}: no transition without a form leads {} to {} now; it stays where it is",
                    rest.name(),
                    key,
                    status);
            return;
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("transition").put("id", transition.get());
        try {
            rest.send("POST", "issue/" + key + "/transitions", change);
        } catch (HttpUnavailable | HttpRefused lost) {
            // the reply was lost, or somebody was faster
            if (!isAt(status, key)) {
                throw lost;
            }
        }
    }

    private boolean isAt(String status, String key) {
        return is(
                status,
                rest.get("issue/" + key + "?fields=status").path("fields").path("status"));
    }

    private Optional<String> transition(String status, String key) {
        JsonNode transitions = rest.get("issue/" + key + "/transitions?expand=transitions.fields")
                .path("transitions");
        return StreamSupport.stream(transitions.spliterator(), false)
                .filter(transition -> is(status, transition.path("to")))
                .filter(transition -> StreamSupport.stream(
                                transition.path("fields").spliterator(), false)
                        .noneMatch(Transitions::mustBeFilled))
                .map(transition -> transition.path("id").asText())
                .findFirst();
    }

    private static boolean mustBeFilled(JsonNode field) {
        return field.path("required").asBoolean()
                && !field.path("hasDefaultValue").asBoolean();
    }

    private static boolean is(String status, JsonNode found) {
        return found.path("name").asText().equalsIgnoreCase(status)
                || found.path("id").asText().equals(status);
    }
}
