package dev.trikk.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.api.Role;
import java.util.List;
import java.util.Optional;

/**
 * One thing that can be asked for, as the contract says.
 *
 * @param id its name there
 * @param method of HTTP, in small letters
 * @param path with its parameters in braces
 * @param node what the contract says of it
 * @param place where it says so: a JSON pointer
 * @param parameters of its path, its query and its headers
 * @param security who is let in, and how he shows who he is
 */
public record Operation(
        String id,
        String method,
        String path,
        JsonNode node,
        String place,
        List<Parameter> parameters,
        JsonNode security) {

    /**
     * A parameter.
     *
     * @param name as it is written in a request
     * @param in {@code path}, {@code query} or {@code header}
     * @param isNumber whether it is one
     * @param schema where the contract says its form: a JSON pointer
     */
    public record Parameter(String name, String in, boolean isNumber, String schema) {}

    /** The least role that its caller needs; nothing where everybody may ask. */
    public Optional<Role> role() {
        for (JsonNode way : security) {
            if (way.has("bearer")) {
                return Optional.of(
                        Role.of(way.get("bearer").path(0).asText()).orElseThrow(() -> new IllegalStateException(id)));
            }
        }
        return Optional.empty();
    }

    /** Whether everybody may ask. */
    public boolean isOpen() {
        return security.isEmpty();
    }

    /** Whether its caller may show in another way than by a token who he is; whoever answers looks at that. */
    public boolean knowsOtherWays() {
        for (JsonNode way : security) {
            if (!way.has("bearer")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it changes nothing. */
    public boolean isReading() {
        return method.equals("get");
    }

    /** Its path as Vert.x writes it: {@code /api/deployments/:id}. */
    String route() {
        return path.replaceAll("\\{([a-z]+)}", ":$1");
    }
}
