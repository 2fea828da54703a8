package dev.trikk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import dev.trikk.request.Form;
import dev.trikk.request.Problem;
import dev.trikk.text.Nearest;
import dev.trikk.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A published schema, and its complaints in sentences for people. */
final class Schema {
    /** A document of nothing but mistakes would otherwise have an answer longer than itself. */
    private static final int MOST_PROBLEMS = 20;

    private final JsonSchema schema;
    private final Map<String, Form> forms;

    /**
     * Reads a published schema.
     *
     * @param resource where it lies among the resources
     * @param forms the form of each field that has one, by the last part of its path without an index
     */
    Schema(String resource, Map<String, Form> forms) {
        this.schema = load(resource);
        this.forms = forms;
    }

    private static JsonSchema load(String resource) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_PATH)
                .regularExpressionFactory(Schema::ecmaScript)
                .build();
        try (InputStream file = Schema.class.getResourceAsStream(resource)) {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(file, config);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** In ECMAScript, which JSON Schema means, {@code $} is the end; in Java it lets a line break follow. */
    private static RegularExpression ecmaScript(String pattern) {
        Pattern compiled = Pattern.compile(pattern.replaceFirst("\\$$", "\\\\z"));
        return text -> compiled.matcher(text).find();
    }

    /** The problems of the document, the first twenty of them. */
    List<Problem> check(JsonNode document) {
        List<Problem> problems = schema.validate(document).stream()
                .filter(message -> !message.getEvaluationPath().toString().contains("oneOf["))
                .map(this::problem)
                .distinct()
                .toList();
        if (problems.size() <= MOST_PROBLEMS) {
            return problems;
        }
        List<Problem> first = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        first.add(new Problem("$", "There are " + (problems.size() - MOST_PROBLEMS) + " more problems."));
        return List.copyOf(first);
    }

    private Problem problem(ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        return switch (message.getType()) {
            case "required" -> new Problem(path + "." + message.getProperty(), "This field is missing.");
            case "additionalProperties" -> new Problem(path, unknown(message));
            case "type" -> new Problem(path, "This must be " + type(message) + ".");
            case "pattern" -> new Problem(path, pattern(path, message));
            case "enum" -> new Problem(path, Quoted.of(value(message)) + " must be one of " + words(message) + ".");
            case "maxItems" ->
                new Problem(path, "At most " + message.getSchemaNode().asText() + " entries are read.");
            case "minItems" -> new Problem(path, "At least one entry must be there.");
            case "false" -> new Problem(path, "This field does not belong here; leave it out.");
            case "oneOf" -> new Problem(path, "Exactly one of these must be here: " + choices(message) + ".");
            case "dependentRequired" -> new Problem(path, needsOther(message));
            case "uniqueItems" -> new Problem(path, "An entry is there twice.");
            default -> new Problem(path, Quoted.plain(message.getError(), 200) + ".");
        };
    }

    private static String needsOther(ValidationMessage message) {
        List<String> others = new ArrayList<>();
        message.getSchemaNode().path(message.getProperty()).forEach(other -> others.add(other.asText()));
        return message.getProperty() + " only goes with " + String.join(" and ", others) + ".";
    }

    private static String choices(ValidationMessage message) {
        List<String> choices = new ArrayList<>();
        message.getSchemaNode()
                .forEach(choice -> choices.add(choice.at("/required/0").asText()));
        return String.join(", ", choices);
    }

    private static String value(ValidationMessage message) {
        return message.getInstanceNode().asText();
    }

    private static String words(ValidationMessage message) {
        List<String> words = new ArrayList<>();
        message.getSchemaNode().forEach(word -> words.add(word.asText()));
        return String.join(", ", words);
    }

    private String unknown(ValidationMessage message) {
        String field = message.getProperty();
        return "There is no field " + Quoted.of(field) + Nearest.question(field, known(message));
    }

    /** The fields that the object with the unknown one may have. */
    private List<String> known(ValidationMessage message) {
        String place = message.getInstanceLocation()
                .toString()
                .replace("$", "")
                .replace(".", "/properties/")
                .replaceAll("\\[[0-9]+]", "/items");
        JsonNode properties = schema.getSchemaNode().at(place + "/properties");
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String type(ValidationMessage message) {
        return switch (message.getSchemaNode().asText()) {
            case "object" -> "an object: {…}";
            case "array" -> "a list: […]";
            case "boolean" -> "true or false";
            default -> "text in double quotes";
        };
    }

    private String pattern(String path, ValidationMessage message) {
        String field = path.substring(path.lastIndexOf('.') + 1).replaceFirst("\\[.*", "");
        return Quoted.of(value(message)) + " must be " + forms.get(field).inWords() + ".";
    }
}
