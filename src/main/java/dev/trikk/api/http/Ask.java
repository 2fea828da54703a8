package dev.trikk.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trikk.api.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks for, after its form was checked.
 *
 * @param caller who
 * @param values of the parameters in path, query and headers, by name
 * @param body missing where there is none
 */
record Ask(Caller caller, Map<String, String> values, JsonNode body) {

    /** The value of a parameter that is always there. */
    String get(String name) {
        return values.get(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    int limit() {
        return find("limit").map(Integer::parseInt).orElse(50);
    }
}
