package dev.trikk.ledger.jdbi;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.trikk.request.RequestFormat.LeftOut;
import java.util.List;
import java.util.Map;

/** How values are kept in the ledger's text columns. Unknown fields are skipped: an older daemon may read newer rows. */
final class LedgerJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LedgerJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be kept in the ledger: " + value, e);
        }
    }

    /** The object that a text holds, before anybody asks what it means. */
    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds a text that is no JSON", e);
        }
    }

    static <T> T read(JsonNode tree, Class<T> type) {
        return read(tree, MAPPER.constructType(type));
    }

    static List<LeftOut> readLeftOut(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<List<LeftOut>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds a list that cannot be read", e);
        }
    }

    static Map<String, String> readTexts(String json) {
        return read(tree(json), MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // both callers above pass the type they return
    private static <T> T read(JsonNode tree, JavaType type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds a " + type + " that cannot be read", e);
        }
    }
}
