package dev.trikk.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param body of JSON
 * @param headers beside those that every answer has
 */
record Answer(int status, ObjectNode body, Map<String, String> headers) {
    static Answer ok(ObjectNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer of(int status, ObjectNode body) {
        return new Answer(status, body, Map.of());
    }
}
