package dev.trikk.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The published contract, {@code config/openapi.yaml}, and what in a request or an answer is not in it. */
public final class Contract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode document;

    public Contract() {
        try {
            document = new YAMLMapper().readTree(Path.of("config/openapi.yaml").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with a request; nothing when it is one of the contract's. */
    public List<String> problems(String method, String path, String query, String body) {
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            return List.of("there is no " + method + " " + path);
        }
        List<String> problems = new ArrayList<>();
        parameters(operation.get(), path, query, problems);
        JsonNode schema = operation.get().at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            problems.addAll(against(schema, body));
        } else if (!body.isEmpty() && operation.get().path("requestBody").isMissingNode()) {
            problems.add("a body that is not asked for: " + body);
        }
        return problems;
    }

    /** What is wrong with an answer. */
    public List<String> problems(String method, String path, int status, String body) {
        JsonNode response =
                resolved(operation(method, path).orElseThrow().path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) {
            return List.of(method + " " + path + " never answers " + status);
        }
        JsonNode content = response.path("content");
        JsonNode schema = content.path("application/json").path("schema").isMissingNode()
                ? content.path("application/problem+json").path("schema")
                : content.path("application/json").path("schema");
        return schema.isMissingNode() ? List.of() : against(schema, body);
    }

    private void parameters(JsonNode operation, String path, String query, List<String> problems) {
        for (String pair : query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            String[] parts = pair.split("=", 2);
            Optional<JsonNode> parameter = parameter(operation, "query", parts[0]);
            if (parameter.isEmpty()) {
                problems.add("there is no parameter " + parts[0] + " of " + path);
            } else {
                String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                JsonNode schema = parameter.get().path("schema");
                boolean number = resolved(schema).path("type").asText().equals("integer");
                problems.addAll(
                        against(schema, number ? value : JSON.valueToTree(value).toString()));
            }
        }
    }

    private Optional<JsonNode> parameter(JsonNode operation, String in, String name) {
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = resolved(each);
            if (parameter.path("in").asText().equals(in)
                    && parameter.path("name").asText().equals(name)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> operation(String method, String path) {
        for (var entry : document.path("paths").properties()) {
            Matcher matcher = Pattern.compile(entry.getKey().replaceAll("\\{[a-z]+\\}", "[^/]+"))
                    .matcher(path);
            JsonNode operation = entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            if (matcher.matches() && !operation.isMissingNode()) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }

    private List<String> against(JsonNode schema, String json) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.path("components"));
        whole.putArray("allOf").add(schema);
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(whole)
                    .validate(JSON.readTree(json))
                    .stream()
                    .map(message -> message + " in " + json)
                    .toList();
        } catch (IOException e) {
            return List.of("no JSON: " + json);
        }
    }
}
