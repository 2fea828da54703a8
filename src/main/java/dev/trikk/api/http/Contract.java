package dev.trikk.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.trikk.request.Problem;
import dev.trikk.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * The document that says what can be asked for over HTTP, and how it is answered: {@code config/openapi.yaml}. The daemon takes its
 * operations, its roles and the form of everything from it. Safe for several threads.
 */
public final class Contract {
    private static final String RESOURCE = "/dev/trikk/openapi.yaml";
    private static final String ID = "urn:trikk:openapi";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete");

    private final String text;
    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(true)
            .build();
    private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();
    private final List<Operation> operations = new ArrayList<>();

    /** Reads the one that this version of Trikk keeps. */
    public Contract() {
        try (InputStream resource = Contract.class.getResourceAsStream(RESOURCE)) {
            text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            document = new YAMLMapper().readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ID, document.toString()))));
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (String method : METHODS) {
                if (path.getValue().has(method)) {
                    operations.add(operation(method, path.getKey(), path.getValue()));
                }
            }
        }
    }

    private Operation operation(String method, String path, JsonNode item) {
        JsonNode found = item.get(method);
        String place = "/paths/" + path.replace("/", "~1") + "/";
        List<Operation.Parameter> parameters = new ArrayList<>();
        parameters(item.path("parameters"), place + "parameters/", parameters);
        parameters(found.path("parameters"), place + method + "/parameters/", parameters);
        return new Operation(
                found.path("operationId").asText(),
                method,
                path,
                found,
                place + method,
                List.copyOf(parameters),
                found.has("security") ? found.path("security") : document.path("security"));
    }

    private void parameters(JsonNode list, String place, List<Operation.Parameter> parameters) {
        for (int i = 0; i < list.size(); i++) {
            boolean shared = list.get(i).has("$ref");
            String at = shared ? list.get(i).get("$ref").asText().substring(1) : place + i;
            JsonNode parameter = document.at(at);
            parameters.add(new Operation.Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("schema").path("type").asText().equals("integer"),
                    at + "/schema"));
        }
    }

    /** The document as it is kept. */
    public String text() {
        return text;
    }

    /** The document. */
    public JsonNode document() {
        return document;
    }

    /** Everything that can be asked for. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /**
     * Checks the value of a parameter.
     *
     * @return what is wrong with it; nothing when it is as it should be
     */
    List<Problem> check(Operation.Parameter parameter, String value) {
        JsonNode node = parameter.isNumber() && value.matches("-?[0-9]{1,18}")
                ? com.fasterxml.jackson.databind.node.LongNode.valueOf(Long.parseLong(value))
                : TextNode.valueOf(value);
        return problems(parameter.schema(), node).stream()
                .map(problem -> new Problem(parameter.name(), problem.reason()))
                .toList();
    }

    /**
     * Checks the body of a request.
     *
     * @return what is wrong with it; nothing when it is as it should be
     */
    List<Problem> check(Operation operation, JsonNode body) {
        return problems(operation.place() + "/requestBody/content/application~1json/schema", body);
    }

    /**
     * Checks an answer.
     *
     * @param contentType without parameters
     * @param body the JSON of it; text for any other type
     * @return what is wrong with it; nothing when it is as it should be
     */
    public List<Problem> checkAnswer(Operation operation, int status, String contentType, JsonNode body) {
        String place = operation.place() + "/responses/" + status;
        JsonNode answer = document.at(place);
        if (answer.isMissingNode()) {
            return List.of(
                    new Problem("$", operation.id() + " answers " + status + ", which the contract does not know"));
        }
        if (answer.has("$ref")) {
            place = answer.get("$ref").asText().substring(1);
            answer = document.at(place);
        }
        if (!answer.has("content")) {
            return contentType.isEmpty() ? List.of() : List.of(new Problem("$", "It should have no body."));
        }
        String content = place + "/content/" + contentType.replace("/", "~1");
        if (document.at(content).isMissingNode()) {
            return List.of(new Problem("$", "It should not be of the type " + contentType + "."));
        }
        return problems(content + "/schema", body);
    }

    private List<Problem> problems(String place, JsonNode value) {
        JsonSchema schema =
                known.computeIfAbsent(place, at -> schemas.getSchema(SchemaLocation.of(ID + "#" + at), config));
        return StreamSupport.stream(
                        schema.validate(value.toString(), InputFormat.JSON).spliterator(), false)
                .map(Contract::problem)
                .toList();
    }

    private static Problem problem(ValidationMessage message) {
        return new Problem(message.getInstanceLocation().toString(), Quoted.plain(message.getError(), 300) + ".");
    }
}
