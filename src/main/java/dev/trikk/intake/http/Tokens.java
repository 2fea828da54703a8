package dev.trikk.intake.http;

import dev.trikk.intake.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The bearer tokens that are let in. Kept as digests: a token is long and random, so its SHA-256 gives it away to nobody. */
final class Tokens {
    private static final String BEARER = "bearer ";

    private final List<byte[]> digests;

    /** @param digests SHA-256 of every token */
    Tokens(List<byte[]> digests) {
        this.digests = List.copyOf(digests);
    }

    /** The SHA-256 of a token. */
    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether the request brings a token at all. */
    static boolean isBrought(Headers headers) {
        return brought(headers).isPresent();
    }

    /**
     * Lets a request in.
     *
     * @throws Refused when it brings no token, or none that is known
     */
    void check(Headers headers) {
        byte[] digest = brought(headers)
                .map(Tokens::digest)
                .orElseThrow(() -> new Refused(401, "Who is it? Send the header Authorization: Bearer TOKEN."));
        boolean known = false;
        for (byte[] one : digests) {
            // all of them, so that the time does not tell which one it was
            known |= MessageDigest.isEqual(one, digest);
        }
        if (!known) {
            throw new Refused(
                    401, "This token is not known; trikk.http.token and trikk.http.tokens name those that are.");
        }
    }

    private static Optional<String> brought(Headers headers) {
        return headers.first("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }
}
