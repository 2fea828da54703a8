package dev.trikk.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A header that proves who calls. Its value is shown to nobody.
 *
 * @param header its name
 * @param value the secret
 */
public record Login(String header, String value) {
    private static final String BASIC = "Basic ";
    private static final String HIDDEN = "***";

    /** User and password (RFC 7617), in UTF-8. */
    public static Login basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Login("Authorization", BASIC + Base64.getEncoder().encodeToString(both));
    }

    /** A bearer token (RFC 6750). */
    public static Login bearer(String token) {
        return new Login("Authorization", "Bearer " + token);
    }

    /** A text from elsewhere with stars for the secret: careless systems repeat what they are sent. */
    public String hiddenIn(String text) {
        String credential = value.substring(value.indexOf(' ') + 1);
        String hidden = text.replace(credential, HIDDEN);
        if (!value.startsWith(BASIC)) {
            return hidden;
        }
        String both = new String(Base64.getDecoder().decode(credential), StandardCharsets.UTF_8);
        String password = both.substring(both.indexOf(':') + 1);
        return password.isEmpty() ? hidden : hidden.replace(password, HIDDEN);
    }

    @Override
    public String toString() {
        return header + ": " + HIDDEN;
    }
}
