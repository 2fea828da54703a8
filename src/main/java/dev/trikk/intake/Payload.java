package dev.trikk.intake;

import dev.trikk.api.Refused;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON object that a code host sends, read leniently: what is not there, or not of the kind, is empty.
 *
 * @param fields nested maps of texts, numbers and truths
 */
public record Payload(Map<String, Object> fields) {

    /** The text, number or truth at a path, as text. */
    Optional<String> text(String... path) {
        Object found = fields;
        for (String name : path) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found instanceof String || found instanceof Number || found instanceof Boolean
                ? Optional.of(found.toString())
                : Optional.empty();
    }

    /** Whether the text at a path is this one. */
    boolean says(String wanted, String... path) {
        return text(path).filter(wanted::equals).isPresent();
    }

    /** The same, where nothing can be done without it. */
    String required(String... path) {
        return text(path)
                .orElseThrow(() -> new Refused(
                        422,
                        "The event has no " + String.join(".", path) + "; is it one that the code host made itself?"));
    }
}
