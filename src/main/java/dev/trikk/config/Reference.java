package dev.trikk.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The reference file: which keys exist, their defaults and their forms.
 *
 * @param keys by name, in the order of the file
 */
record Reference(Map<String, Key> keys) {

    /**
     * One key.
     *
     * @param preset its default; when that is empty, the key may be empty
     */
    record Key(String name, String preset, Form form) {

        /** The environment variable that overrides it: upper case, {@code _} for each dot and before each hump. */
        String variable() {
            return DOT_OR_HUMP.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
        }
    }

    private static final Pattern DOT_OR_HUMP = Pattern.compile("\\.|(?<=[a-z0-9])(?=[A-Z])");
    private static final String TYPE = "type: ";

    /** The one that is packaged with Trikk. */
    static Reference packaged() {
        try (InputStream file = Reference.class.getResourceAsStream("/dev/trikk/trikk.properties")) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads a reference file; a mistake in it is ours, so it is thrown as it is. */
    static Reference of(String text) {
        Map<String, Key> keys = new LinkedHashMap<>();
        for (Entry entry : Entry.read(text.lines().toList(), Reference::refuse, "trikk.properties")) {
            String type = entry.comment().stream()
                    .filter(line -> line.startsWith(TYPE))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(entry.key() + " has no line \"# type: \" above it"));
            Key key = new Key(entry.key(), entry.value(), Form.parse(type.substring(TYPE.length())));
            keys.put(key.name(), key);
        }
        return new Reference(keys);
    }

    private static void refuse(String problem) {
        throw new IllegalStateException(problem);
    }
}
