package dev.trikk.release;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A digest of a file, in lower-case hex.
 *
 * @param algorithm which digest
 * @param hex as many hex digits as the algorithm makes
 */
public record Checksum(Algorithm algorithm, String hex) {

    /** The digests that repositories offer, the most trusted first. */
    public enum Algorithm {
        SHA256("SHA-256", 64),
        SHA1("SHA-1", 40),
        MD5("MD5", 32);

        private final String javaName;
        private final int digits;

        Algorithm(String javaName, int digits) {
            this.javaName = javaName;
            this.digits = digits;
        }

        /** Its name for {@link java.security.MessageDigest}. */
        public String javaName() {
            return javaName;
        }

        /** Ending of the side file, {@code sha256}; also the stem of the command, {@code sha256sum}. */
        public String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** How many hex digits a digest has. */
        public int digits() {
            return digits;
        }
    }

    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    public Checksum {
        if (hex.length() != algorithm.digits() || !HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a " + algorithm.javaName() + " digest in hex: " + hex);
        }
    }
}
