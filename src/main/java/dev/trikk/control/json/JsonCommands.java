package dev.trikk.control.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.control.Command;
import dev.trikk.control.Command.Verb;
import dev.trikk.control.CommandFormat;
import dev.trikk.control.CommandFormat.Reading.Freezing;
import dev.trikk.control.CommandFormat.Reading.NotUnderstood;
import dev.trikk.control.CommandFormat.Reading.Understood;
import dev.trikk.control.FreezeCommand;
import dev.trikk.control.Reply;
import dev.trikk.json.StrictJson;
import dev.trikk.request.Form;
import dev.trikk.request.Problem;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads commands. Never throws for what they hold, however large, deep or strange. Safe for several threads. */
public final class JsonCommands implements CommandFormat {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Map<String, Form> FORMS = Map.of(
            "id",
            Form.ID,
            "deployment",
            Form.ID,
            "by",
            Form.PERSON,
            "exclude",
            Form.NAME,
            "environment",
            Form.NAME,
            "reason",
            Form.COMMENT);

    private final StrictJson json;

    /** Reads commands of at most {@code limit} characters. */
    public JsonCommands(long limit) {
        this.json = new StrictJson("command", "/dev/trikk/control.schema.json", FORMS, limit);
    }

    @Override
    public Reading read(String text, String fallbackId) {
        StrictJson.Checked checked = json.read(text);
        if (!checked.problems().isEmpty()) {
            return new NotUnderstood(checked.problems());
        }
        String word = checked.root().path("command").asText();
        if (word.equals("freeze") || word.equals("thaw")) {
            return new Freezing(freeze(checked.root(), fallbackId));
        }
        Command command = command(checked.root(), fallbackId);
        List<Problem> objections = command.objections();
        return objections.isEmpty() ? new Understood(command) : new NotUnderstood(objections);
    }

    @Override
    public String answer(Reply reply) {
        ObjectNode answer = MAPPER.createObjectNode().put("done", reply.done());
        reply.deployment().ifPresent(id -> answer.put("deployment", id));
        try {
            return MAPPER.writeValueAsString(answer.put("says", reply.says()));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static FreezeCommand freeze(JsonNode root, String fallbackId) {
        JsonNode options = root.path("options");
        return new FreezeCommand(
                root.path("id").asText(fallbackId),
                root.path("command").asText().equals("thaw"),
                root.path("environment").asText(),
                Optional.ofNullable(options.path("until").textValue()),
                Optional.ofNullable(options.path("reason").textValue()),
                root.path("by").asText());
    }

    private static Command command(JsonNode root, String fallbackId) {
        JsonNode options = root.path("options");
        return new Command(
                root.path("id").asText(fallbackId),
                Verb.valueOf(root.path("command").asText().toUpperCase(Locale.ROOT)),
                root.path("deployment").asText(),
                root.path("by").asText(),
                options.path("stay").booleanValue(),
                StreamSupport.stream(options.path("exclude").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
