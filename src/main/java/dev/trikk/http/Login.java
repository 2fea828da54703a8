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

    /** User and password (RFC 7617), in UTF-8. */
    public static Login basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Login("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** A bearer token (RFC 6750). */
    public static Login bearer(String token) {
        return new Login("Authorization", "Bearer " + token);
    }

    @Override
    public String toString() {
        return header + ": ***";
    }
}
