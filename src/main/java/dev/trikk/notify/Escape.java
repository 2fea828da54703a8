package dev.trikk.notify;

/** Makes text from elsewhere harmless and visible. */
final class Escape {
    private Escape() {}

    /**
     * The text with everything that would steer a terminal, a mail client or a reader's eye written out: control
     * characters, line ends, marks that turn the direction of writing, half characters.
     */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(visible, character));
        return visible.toString();
    }

    /** The same, and without meaning in HTML, as text and as a quoted attribute. */
    static String html(String text) {
        return visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void append(StringBuilder visible, int character) {
        switch (character) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            default -> {
                if (isHidden(character)) {
                    visible.append("\\u%04x".formatted(character));
                } else {
                    visible.appendCodePoint(character);
                }
            }
        }
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
