package dev.trikk.request;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes requests that must be rejected, of every kind that was thought of, the same ones for the same seed. They are bad
 * for every inventory, unless it has an application or an environment that is called {@code no-such-…}.
 */
public final class BadRequests {
    private static final List<Function<BadRequests, byte[]>> KINDS = List.of(
            text(BadRequests::ofWrongType),
            text(BadRequests::huge),
            text(BadRequests::deep),
            BadRequests::binary,
            text(BadRequests::withShellCharacters),
            text(BadRequests::ofUnknownNames),
            text(BadRequests::truncated),
            text(BadRequests::withDuplicateKey),
            text(BadRequests::withUnicodeTrick),
            BadRequests::inAnotherEncoding,
            text(BadRequests::withSomethingBehind),
            text(BadRequests::withUnknownField),
            text(BadRequests::withMissingField),
            text(BadRequests::againstTheRules),
            text(BadRequests::notAnObject));

    private static final List<String> SHELL = List.of(
            "; reboot",
            "$(reboot)",
            "`reboot`",
            "| sh",
            "&& sh",
            "> /etc/passwd",
            "'",
            "\\\"",
            "\\\\",
            "*",
            "~",
            "\\n",
            "\\u0000",
            "\\r\\nX: y",
            "${jndi:ldap://x}",
            "{{x}}",
            "%0a",
            " ",
            "../..",
            "!",
            "#",
            "\\t-rf");
    private static final List<String> TRICKS = List.of(
            "\u202e",
            "\u200b",
            "\ufeff",
            "\u2028",
            "ѕ",
            "ｓ",
            "\u0301",
            "🚋",
            "\\ud800",
            "\\udc00\\ud800",
            "\\u202e",
            "İ",
            "ß",
            "\u0000");
    private static final List<String> WRONG = List.of(
            "null",
            "true",
            "42",
            "-1e400",
            "[]",
            "{}",
            "[\"shop\"]",
            "{\"name\":\"shop\"}",
            "\"\"",
            "\" \"",
            "NaN",
            "0x10");
    private static final List<String> REQUIRED = List.of("application", "version", "environment");
    private static final List<String> NAMED = List.of("id", "application", "version", "environment");

    private final Random random;

    private BadRequests(long seed) {
        this.random = new Random(seed);
    }

    /** That many of them, in UTF-8 where they are text at all. */
    public static Stream<byte[]> of(int number, long seed) {
        BadRequests requests = new BadRequests(seed);
        return IntStream.range(0, number)
                .mapToObj(index -> KINDS.get(index % KINDS.size()).apply(requests));
    }

    private static Function<BadRequests, byte[]> text(Function<BadRequests, String> kind) {
        return kind.andThen(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** A good request as field names and JSON values. */
    private static Map<String, String> good() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", "\"build-4711\"");
        fields.put("application", "\"shop\"");
        fields.put("version", "\"1.4.2\"");
        fields.put("environment", "\"staging\"");
        fields.put("requestedBy", "\"anna\"");
        fields.put("issues", "[\"SHOP-123\"]");
        fields.put("comment", "\"fixes the basket\"");
        return fields;
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String with(String field, String value) {
        Map<String, String> fields = good();
        fields.put(field, value);
        return json(fields);
    }

    private String ofWrongType() {
        return with(any(NAMED), any(WRONG));
    }

    private String huge() {
        String filler = "x".repeat(2_000 + random.nextInt(150_000));
        return with(any(List.of("id", "version", "comment", "requestedBy", "application")), '"' + filler + '"');
    }

    private String deep() {
        int depth = 3 + random.nextInt(10_000);
        String nested = random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        return with(any(List.of("options", "issues", "id")), nested);
    }

    private byte[] binary() {
        byte[] bytes = new byte[1 + random.nextInt(500)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String withShellCharacters() {
        String field = any(List.of("id", "application", "version", "environment", "issues"));
        String value = '"' + inserted("shop-1", any(SHELL)) + '"';
        return with(field, field.equals("issues") ? "[" + value + "]" : value);
    }

    private String ofUnknownNames() {
        return with(any(List.of("application", "environment")), "\"no-such-" + random.nextInt(1_000_000) + '"');
    }

    private String truncated() {
        String whole = json(good());
        return whole.substring(0, random.nextInt(whole.length()));
    }

    private String withDuplicateKey() {
        String field = any(NAMED);
        return json(good()).replaceFirst("\\{", "{\"" + field + "\":\"twice\",");
    }

    private String withUnicodeTrick() {
        return with(any(NAMED), '"' + inserted("shop-1", any(TRICKS)) + '"');
    }

    private byte[] inAnotherEncoding() {
        return json(good()).getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
    }

    private String withSomethingBehind() {
        return json(good()) + any(List.of("x", "{}", "]", ",", json(good()), "\u0000", "//", "1"));
    }

    private String withUnknownField() {
        String name = any(List.of("aplication", "force", "__proto__", "", "dryRun", "a.b", "$ref", "n".repeat(900)));
        return random.nextBoolean() ? with(name, "true") : with("options", "{\"" + name + "x\":true}");
    }

    private String withMissingField() {
        Map<String, String> fields = good();
        fields.remove(any(REQUIRED));
        return json(fields);
    }

    private String againstTheRules() {
        Map<String, String> fields = good();
        fields.putAll(any(List.of(
                Map.of("source", "\"local\""),
                Map.of("source", "\"ftp\""),
                Map.of("file", "\"shop.zip\""),
                Map.of("source", "\"local\"", "file", "\"shop.zip\"", "version", "\"latest\""),
                Map.of("source", "\"local\"", "file", "\"../shop.zip\""),
                Map.of("source", "\"local\"", "file", "\"/etc/passwd\""),
                Map.of("issues", "[\"SHOP-1\",\"SHOP-1\"]"),
                Map.of("issues", "\"SHOP-1\""),
                Map.of("comment", "\"one\\ntwo\""),
                Map.of("options", "{\"dryRun\":\"true\"}"))));
        return json(fields);
    }

    private String notAnObject() {
        return any(List.of(
                "", " ", "null", "[]", "42", "\"shop\"", "shop", "<deploy/>", "---\nid: 1\n", "[{}]", "\ufeff", "{}"));
    }

    private String inserted(String text, String trick) {
        int place = random.nextInt(text.length() + 1);
        return text.substring(0, place) + trick + text.substring(place);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
