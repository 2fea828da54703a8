package dev.trikk.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.api.Desk;
import dev.trikk.api.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What is handed in on behalf of a caller, and what is said to it. */
final class Control {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Desk desk;

    Control(Desk desk) {
        this.desk = desk;
    }

    /**
     * Gives a command, and tells what became of it.
     *
     * @throws Refused when it is not done
     */
    Answer command(ObjectNode command, Ask ask) {
        ask.find("Idempotency-Key").ifPresent(key -> command.put("id", id(key, command, ask)));
        Optional<JsonNode> said = heard(command, ask);
        if (said.isEmpty()) {
            return Answer.of(
                    202,
                    Json.object()
                            .put("done", false)
                            .put("says", "It is on the queue, and nobody has answered yet; it will be worked on."));
        }
        if (!said.get().path("done").booleanValue()) {
            throw new Refused(409, said.get().path("says").asText());
        }
        return Answer.ok((ObjectNode) said.get());
    }

    /** The same key of another caller, or for another command, is another id. */
    private static String id(String key, ObjectNode command, Ask ask) {
        String all = ask.caller().name() + '\n' + command + '\n' + key;
        return "api-" + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }

    /** The explanation of a deployment, a train or a request. */
    Answer why(String id, Ask ask) {
        JsonNode said = heard(Json.object().put("command", "why").put("deployment", id), ask)
                .orElseThrow(Control::nobody);
        if (!said.path("done").booleanValue()) {
            throw new Refused(404, said.path("says").asText());
        }
        return Answer.ok((ObjectNode) said);
    }

    private Optional<JsonNode> heard(ObjectNode command, Ask ask) {
        return asked("trikk.control", command.put("by", ask.caller().name()), ask);
    }

    /** What is said to a request. */
    JsonNode request(ObjectNode request, Ask ask) {
        return asked("trikk.requests", request, ask).orElseThrow(Control::nobody);
    }

    private static Refused nobody() {
        return new Refused(503, "Nobody has answered in " + PATIENCE.toSeconds() + " s; try again.");
    }

    private Optional<JsonNode> asked(String queue, ObjectNode text, Ask ask) {
        return desk.ask(queue, text.toString(), ask.caller(), PATIENCE).map(Control::parsed);
    }

    private static JsonNode parsed(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("an answer of Trikk's own is no JSON", ours);
        }
    }
}
