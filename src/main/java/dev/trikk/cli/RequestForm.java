package dev.trikk.cli;

import dev.trikk.cli.json.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A request as {@code config/request.schema.json} wants it; what was not said is left out. */
final class RequestForm {
    private static final String NEW = "cli-";

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Object> options = new LinkedHashMap<>();

    RequestForm(String id) {
        with("id", id);
    }

    /** An id that nobody else uses: with it the same request may be sent again. */
    static String newId() {
        return NEW + UUID.randomUUID();
    }

    RequestForm with(String name, Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    RequestForm issues(List<String> keys) {
        return keys.isEmpty() ? this : with("issues", List.copyOf(keys));
    }

    RequestForm option(String name, boolean wanted) {
        if (wanted) {
            options.put(name, true);
        }
        return this;
    }

    /** Whether a person has chosen its id, who may have chosen it before. */
    boolean isNamed() {
        return !id().startsWith(NEW);
    }

    String id() {
        return String.valueOf(fields.get("id"));
    }

    Tree tree() {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        if (!options.isEmpty()) {
            all.put("options", options);
        }
        return Tree.of(all);
    }
}
