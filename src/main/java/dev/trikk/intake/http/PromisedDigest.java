package dev.trikk.intake.http;

import dev.trikk.api.Refused;
import dev.trikk.release.Checksum;
import dev.trikk.release.Checksum.Algorithm;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The SHA-256 that the sender of a file says it has: {@code Repr-Digest} or {@code Content-Digest} (RFC 9530), the older
 * {@code Digest} (RFC 3230), or {@code X-Checksum-Sha256}, as Artifactory's clients send it.
 */
final class PromisedDigest {
    private static final Pattern STRUCTURED = Pattern.compile("sha-256=:([A-Za-z0-9+/=]+):.*");
    private static final Pattern OLD = Pattern.compile("(?i:sha-256)=([A-Za-z0-9+/=]+)");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private PromisedDigest() {}

    /** @throws Refused when there is none, or two differ */
    static Checksum of(Headers headers) {
        var promised = Stream.of(
                        members(headers, "Repr-Digest", STRUCTURED),
                        members(headers, "Content-Digest", STRUCTURED),
                        members(headers, "Digest", OLD),
                        headers.first("X-Checksum-Sha256").map(String::strip).filter(HEX.asMatchPredicate()).stream())
                .flatMap(each -> each)
                .map(hex -> hex.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (promised.size() != 1) {
            throw new Refused(
                    400,
                    promised.isEmpty()
                            ? "What is its SHA-256? Send the header X-Checksum-Sha256 with what sha256sum prints, or Repr-Digest."
                            : "Two headers promise different SHA-256.");
        }
        return new Checksum(Algorithm.SHA256, promised.get(0));
    }

    private static Stream<String> members(Headers headers, String name, Pattern pattern) {
        return headers.first(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .flatMap(found -> hex(found.group(1)).stream());
    }

    private static Optional<String> hex(String base64) {
        try {
            return Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(base64)))
                    .filter(HEX.asMatchPredicate());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
