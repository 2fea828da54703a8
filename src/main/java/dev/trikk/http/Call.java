package dev.trikk.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One call, before it is sent.
 *
 * @param method GET, POST and so on
 * @param target path and query below the link's url, already encoded; empty for the url itself; a query alone is added to the
 *     url's own
 * @param headers beside the link's logins
 * @param body what is sent; empty for nothing
 */
public record Call(String method, String target, Map<String, String> headers, String body) {
    private static final String TYPE = "Content-Type";

    /** Reads. */
    public static Call get(String target) {
        return new Call("GET", target, Map.of("Accept", "application/json"), "");
    }

    /** Sends JSON, in UTF-8. */
    public static Call json(String method, String target, String json) {
        return new Call(
                method, target, Map.of("Accept", "application/json", TYPE, "application/json; charset=UTF-8"), json);
    }

    /** Sends a form, {@code application/x-www-form-urlencoded} in UTF-8. */
    public static Call form(String target, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return new Call("POST", target, Map.of(TYPE, "application/x-www-form-urlencoded"), form);
    }

    /** A value as it may stand in a query or a form; in a path, too, but for its blanks, which become {@code +}. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** A value as it may stand in one segment of a path. */
    public static String segment(String value) {
        return encoded(value).replace("+", "%20").replace("%7E", "~");
    }

    /** The same call with one more header. */
    public Call with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, target, Map.copyOf(more), body);
    }

    /** Without headers and body, which may hold secrets, and without the query for the same reason. */
    @Override
    public String toString() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }
}
