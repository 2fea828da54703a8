package dev.trikk.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes {@link Tree}s. */
public final class Json {
    private Json() {}

    /** The whole text as one value; empty when it is no JSON, or only the beginning of some. */
    public static Optional<Tree> read(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Object value = value(parser);
            return parser.nextToken() == null ? Optional.of(Tree.of(value)) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> entries(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static Map<String, Object> fields(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<Object> entries(JsonParser parser) throws IOException {
        List<Object> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entries.add(value(parser));
        }
        return entries;
    }

    /** One line; every character that does not print is written as its code, so that it can be shown on a terminal. */
    static String write(Object value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(Object value, StringBuilder json) {
        if (value instanceof Map<?, ?> fields) {
            String between = "{";
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                json.append(between);
                write(String.valueOf(field.getKey()), json);
                json.append(':');
                write(field.getValue(), json);
                between = ",";
            }
            json.append(fields.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> entries) {
            String between = "[";
            for (Object entry : entries) {
                json.append(between);
                write(entry, json);
                between = ",";
            }
            json.append(entries.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            json.append('"');
            text.chars().forEach(letter -> write((char) letter, json));
            json.append('"');
        } else {
            json.append(value);
        }
    }

    private static void write(char letter, StringBuilder json) {
        if (letter == '"' || letter == '\\') {
            json.append('\\').append(letter);
        } else if (prints(letter)) {
            json.append(letter);
        } else {
            json.append(String.format("\\u%04x", (int) letter));
        }
    }

    /** Halves of a pair are letters of their own here: as codes they are the same text. */
    private static boolean prints(char letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
