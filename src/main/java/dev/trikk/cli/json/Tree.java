package dev.trikk.cli.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value. What is missing, or of another kind than asked for, reads as empty: the API may leave fields out and add
 * others. A value: it does not change.
 */
public final class Tree {
    /** What a missing field is. */
    public static final Tree NOTHING = new Tree(null);

    private final Object value;

    private Tree(Object value) {
        this.value = value;
    }

    /** A value made of maps with text keys, lists, texts, numbers, booleans and null. */
    public static Tree of(Object value) {
        return new Tree(value);
    }

    /** An object of several trees. */
    public static Tree object(Map<String, Tree> fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((key, field) -> values.put(key, field.value));
        return new Tree(values);
    }

    /** A list of several trees. */
    public static Tree list(List<Tree> entries) {
        List<Object> values = new ArrayList<>();
        entries.forEach(entry -> values.add(entry.value));
        return new Tree(values);
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** The field of that name. */
    public Tree at(String key) {
        return value instanceof Map<?, ?> fields && fields.containsKey(key) ? new Tree(fields.get(key)) : NOTHING;
    }

    /** The text of that field; empty where it is missing. */
    public String text(String key) {
        return at(key).asText();
    }

    /** The text of that field, where it has one. */
    public Optional<String> maybe(String key) {
        return Optional.of(text(key)).filter(text -> !text.isEmpty());
    }

    /** The number of that field; 0 where it is missing. */
    public long number(String key) {
        return at(key).value instanceof Number number ? number.longValue() : 0;
    }

    /** Whether that field is true. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(at(key).value);
    }

    /** The entries of that list; none where it is missing. */
    public List<Tree> list(String key) {
        return at(key).value instanceof List<?> entries
                ? entries.stream().map(Tree::of).toList()
                : List.of();
    }

    /** The entries of that list as texts. */
    public List<String> texts(String key) {
        return list(key).stream().map(Tree::asText).toList();
    }

    /** A text as it is, a number or boolean as JSON writes it; empty for anything else. */
    public String asText() {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    /** The value as one line of JSON. */
    public String asJson() {
        return Json.write(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tree tree && asJson().equals(tree.asJson());
    }

    @Override
    public int hashCode() {
        return asJson().hashCode();
    }

    @Override
    public String toString() {
        return asJson();
    }
}
