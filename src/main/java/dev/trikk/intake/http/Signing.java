package dev.trikk.intake.http;

import dev.trikk.api.Refused;
import dev.trikk.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of bodies: HMAC-SHA256 with a shared key, as GitHub makes them ({@code X-Hub-Signature-256}), and as the
 * specification "Standard Webhooks" says, which GitLab follows: over id, time and body, so that what is older than five
 * minutes is refused.
 */
final class Signing {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String BASE64_KEY = "whsec_";
    private static final String ID = "webhook-id";
    private static final String TIME = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final String OF_GITHUB = "X-Hub-Signature-256";

    private final SecretKeySpec key;
    private final Clock clock;

    /**
     * Checks with a key.
     *
     * @throws IllegalArgumentException when it begins with {@code whsec_} and the rest is not Base64
     */
    Signing(Secret secret, Clock clock) {
        String text = secret.reveal();
        byte[] bytes = text.startsWith(BASE64_KEY)
                ? Base64.getDecoder().decode(text.substring(BASE64_KEY.length()))
                : text.getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
        this.clock = clock;
    }

    /** Whether the request brings a signature over id, time and body. */
    static boolean isBrought(Headers headers) {
        return headers.first(SIGNATURE).isPresent();
    }

    /**
     * Lets a body in that is signed with its id and time.
     *
     * @return the id, which is signed, too
     * @throws Refused when it is not, or was signed too long ago
     */
    String checkTimed(Headers headers, byte[] body) {
        String id = required(headers, ID);
        String time = required(headers, TIME);
        byte[] right = hmac((id + "." + time + ".").getBytes(StandardCharsets.UTF_8), body);
        boolean known = false;
        for (String one : required(headers, SIGNATURE).split(" ", 20)) {
            known |= one.startsWith("v1,") && MessageDigest.isEqual(right, base64(one.substring("v1,".length())));
        }
        if (!known) {
            throw new Refused(
                    401,
                    "The " + SIGNATURE + " is wrong; it is v1, and the Base64 of the HMAC-SHA256 of " + ID + "." + TIME
                            + ".BODY. Do both sides have the same key, and was the body sent exactly as it was signed?");
        }
        Duration apart = Duration.between(signedAt(time), clock.instant()).abs();
        if (apart.compareTo(TOLERANCE) > 0) {
            throw new Refused(
                    401, "It was signed more than 5 minutes ago or ahead; sign it anew, with a clock that is right.");
        }
        return id;
    }

    /**
     * Lets a body in that is signed as GitHub signs.
     *
     * @throws Refused when it is not
     */
    void checkGithub(Headers headers, byte[] body) {
        byte[] brought = headers.first(OF_GITHUB)
                .filter(value -> value.startsWith("sha256="))
                .flatMap(value -> hex(value.substring("sha256=".length())))
                .orElseThrow(() -> new Refused(
                        401, "There is no " + OF_GITHUB + "; give the webhook at GitHub the secret that Trikk has."));
        if (!MessageDigest.isEqual(hmac(new byte[0], body), brought)) {
            throw new Refused(401, "The " + OF_GITHUB + " is wrong; do GitHub and Trikk have the same secret?");
        }
    }

    private byte[] hmac(byte[] before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(before);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String required(Headers headers, String name) {
        return headers.first(name).orElseThrow(() -> new Refused(401, "The header " + name + " is missing."));
    }

    private static Instant signedAt(String time) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(time));
        } catch (NumberFormatException | DateTimeException e) {
            throw new Refused(401, TIME + " must be the time in seconds since 1970.");
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
