package dev.trikk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.trikk.api.Grant;
import dev.trikk.api.file.TokenFile;
import dev.trikk.api.http.Contract;
import dev.trikk.api.http.Operation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** A daemon with callers of every role, and a client that holds every answer against the contract. */
abstract class ApiCase extends HttpIntakeCase {
    static final Contract CONTRACT = new Contract();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();

    static String viewer;
    static String stagingDeployer;
    static String productionDeployer;
    static String operator;
    static String admin;

    /** An answer that keeps the contract. */
    record Reply(int status, HttpResponse<String> raw, JsonNode json) {
        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        String detail() {
            return json.path("detail").asText();
        }
    }

    @BeforeAll
    static void makeTokens() {
        TokenFile file = Tokens.file(site.settings(), Clock.systemUTC());
        viewer = token(file, "vera", "viewer");
        stagingDeployer = token(file, "stan", "deployer:staging");
        productionDeployer = token(file, "paula", "deployer:production");
        operator = token(file, "olga", "operator");
        admin = token(file, "ada", "admin");
    }

    private static String token(TokenFile file, String name, String role) {
        file.revoke(name);
        return file.create(name, List.of(Grant.parse(role)), Optional.empty());
    }

    static Reply get(String path, String token, String... headers) throws Exception {
        return call("GET", path, token, Optional.empty(), headers);
    }

    static Reply call(String method, String path, String token, Optional<String> body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(curl.url(path)))
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        body.ifPresent(any -> request.header("Content-Type", "application/json"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> raw = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(raw.statusCode(), raw, kept(method, path, raw));
    }

    /** The JSON of an answer, after it was held against the contract. */
    private static JsonNode kept(String method, String path, HttpResponse<String> raw) throws Exception {
        String type = raw.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        boolean isJson = type.endsWith("json");
        JsonNode body = isJson ? JSON_MAPPER.readTree(raw.body()) : TextNode.valueOf(raw.body());
        operation(method, path)
                .ifPresent(operation -> assertThat(CONTRACT.checkAnswer(operation, raw.statusCode(), type, body))
                        .as("%s %s answers %s", method, path, raw.body())
                        .isEmpty());
        return body;
    }

    private static Optional<Operation> operation(String method, String path) {
        String plain = path.split("\\?", 2)[0];
        return CONTRACT.operations().stream()
                .filter(one -> one.method().equalsIgnoreCase(method))
                .filter(one -> plain.matches(one.path().replaceAll("\\{[a-z]+}", "[^/]+")))
                .min((one, other) -> Integer.compare(
                        one.path().split("\\{", -1).length, other.path().split("\\{", -1).length));
    }
}
