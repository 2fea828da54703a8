package dev.trikk.ledger.jdbi;

/** Text from outside, as a column takes it. */
final class Storable {
    private Storable() {}

    /** PostgreSQL refuses a NUL in a text, and a server may print one. */
    static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** The beginning of it where a column is narrower, without half a character at its end. */
    static String text(String text, int width) {
        if (text.length() <= width) {
            return text(text);
        }
        return text(text.substring(0, Character.isHighSurrogate(text.charAt(width - 1)) ? width - 1 : width));
    }
}
