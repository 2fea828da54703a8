package dev.trikk.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Paths of the API, made of words that somebody typed. */
final class Paths {
    private Paths() {}

    /** The parts joined by slashes; whatever a word holds, it stays within its part. */
    static String of(String... parts) {
        StringBuilder path = new StringBuilder("/api");
        for (String part : parts) {
            path.append('/').append(encoded(part));
        }
        return path.toString();
    }

    /** A path and its parameters, name and value in turn; those without a value are left out. */
    static String with(String path, String... parameters) {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            if (parameters[i + 1] != null && !parameters[i + 1].isEmpty()) {
                given.add(parameters[i] + "=" + encoded(parameters[i + 1]));
            }
        }
        return given.isEmpty() ? path : path + "?" + String.join("&", given);
    }

    private static String encoded(String part) {
        if (part.isEmpty() || part.equals(".") || part.equals("..")) {
            throw new Trouble(Exit.USAGE, "\"" + part + "\" is no name.");
        }
        StringBuilder encoded = new StringBuilder();
        for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean plain = (letter < 128 && Character.isLetterOrDigit(letter)) || "-._~:".indexOf(letter) >= 0;
            encoded.append(plain ? String.valueOf(letter) : String.format("%%%02X", (int) letter));
        }
        return encoded.toString();
    }
}
