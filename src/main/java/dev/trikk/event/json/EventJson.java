package dev.trikk.event.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trikk.event.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON form of events: {@code {"format":1,"id":"...","type":"ENDED","deployment":"shop-17","at":"...","data":{}}}. Keys
 * may be added without a new format: readers skip what they do not know.
 */
public final class EventJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    /** One line of JSON; the same event always gives the same text if its data has an order. */
    public static String write(Event event) {
        ObjectNode json = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("id", event.id())
                .put("type", event.type().name());
        event.deployment().ifPresent(deployment -> json.put("deployment", deployment));
        json.put("at", event.at().toString());
        ObjectNode data = json.putObject("data");
        event.data().forEach(data::put);
        return json.toString();
    }

    /**
     * The event that {@link #write} wrote.
     *
     * @throws NotAnEvent when it is something else
     */
    public static Event read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("format").asInt() != FORMAT) {
                throw new NotAnEvent("format is " + json.path("format") + ", expected " + FORMAT, null);
            }
            return new Event(
                    required(json, "id"),
                    Event.Type.valueOf(required(json, "type")),
                    Optional.ofNullable(json.path("deployment").textValue()),
                    Instant.parse(required(json, "at")),
                    data(json.path("data")));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new NotAnEvent(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new NotAnEvent("unknown type", e);
        }
    }

    private static String required(JsonNode json, String key) {
        String value = json.path(key).textValue();
        if (value == null) {
            throw new NotAnEvent(key + " is missing", null);
        }
        return value;
    }

    private static Map<String, String> data(JsonNode json) {
        Map<String, String> data = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        return data;
    }

    /** A text that is not an event in a form we know. Reading it again does not help. */
    public static final class NotAnEvent extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotAnEvent(String why, Throwable cause) {
            super("not an event: " + why, cause);
        }
    }
}
