package dev.trikk.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.trikk.request.Form;
import dev.trikk.request.Problem;
import dev.trikk.text.Quoted;
import java.util.List;
import java.util.Map;

/** Reads documents of one kind. Never throws for what they hold, however large, deep or strange. Safe for several threads. */
public final class StrictJson {
    private static final int DEEPEST = 20;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_NUMBER = 50;

    private final String kind;
    private final long limit;
    private final JsonMapper mapper;
    private final Schema schema;

    /**
     * What reading a text led to.
     *
     * @param root the document, missing where the text is no JSON
     * @param problems all that is wrong with its form; empty when it is what the schema says
     */
    public record Checked(JsonNode root, List<Problem> problems) {}

    /**
     * Reads documents that a schema describes.
     *
     * @param kind what they are, in one word for people
     * @param schema resource of the schema
     * @param forms the form of each field that has one
     * @param limit characters that are read at most
     */
    public StrictJson(String kind, String schema, Map<String, Form> forms, long limit) {
        this.kind = kind;
        this.limit = limit;
        this.schema = new Schema(schema, forms);
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(LONGEST_NUMBER)
                .build();
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Reads a text and checks its form. */
    public Checked read(String text) {
        if (text.length() > limit) {
            return refused("The " + kind + " has " + text.length() + " characters; at most " + limit + " are read.");
        }
        if (text.isBlank()) {
            return refused("The " + kind + " is empty.");
        }
        try {
            JsonNode root = mapper.readTree(text);
            return new Checked(root, schema.check(root));
        } catch (JsonProcessingException malformed) {
            return refused("This is not JSON" + place(malformed.getLocation()) + ": "
                    + Quoted.plain(malformed.getOriginalMessage(), 200) + ".");
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static Checked refused(String reason) {
        return new Checked(MissingNode.getInstance(), List.of(new Problem("$", reason)));
    }
}
