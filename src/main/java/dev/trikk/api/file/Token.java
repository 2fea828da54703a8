package dev.trikk.api.file;

import dev.trikk.api.Caller;
import dev.trikk.api.Grant;
import dev.trikk.request.Form;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of the file: {@code anna viewer,deployer:staging sha256:9f86… 2026-11-29T10:00:00Z never}. The token itself is not in
 * it. A token is long and random, so its SHA-256 gives it away to nobody.
 *
 * @param name of whom it stands for
 * @param grants what it allows
 * @param digest its SHA-256, in hex
 * @param created when it was made
 * @param expires from when on it counts for nothing
 */
public record Token(String name, List<Grant> grants, String digest, Instant created, Optional<Instant> expires) {
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");
    private static final String NEVER = "never";
    private static final int FIELDS = 5;

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is none; the message is for a person, and shows nothing of the line
     */
    static Token parse(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length != FIELDS
                || !Form.NAME.fits(fields[0])
                || !DIGEST.matcher(fields[2]).matches()) {
            // what stands there may be a token that somebody has pasted
            throw new IllegalArgumentException("it is not NAME ROLES sha256:HEX CREATED EXPIRES");
        }
        try {
            return new Token(
                    fields[0],
                    Arrays.stream(fields[1].split(",", -1)).map(Grant::parse).toList(),
                    fields[2].substring("sha256:".length()),
                    Instant.parse(fields[3]),
                    fields[4].equals(NEVER) ? Optional.empty() : Optional.of(Instant.parse(fields[4])));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("its times are not like 2026-11-29T10:00:00Z", e);
        }
    }

    String line() {
        return String.join(
                " ",
                name,
                grants.stream().map(Grant::word).collect(Collectors.joining(",")),
                "sha256:" + digest,
                created.toString(),
                expires.map(Instant::toString).orElse(NEVER));
    }

    boolean isValidAt(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isEmpty();
    }

    Caller caller() {
        return new Caller(name, grants);
    }

    byte[] digestBytes() {
        return HexFormat.of().parseHex(digest);
    }

    /** The SHA-256 of a token. */
    static byte[] digestOf(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
